import { ApiError } from '../api-error';
import type { RawRequest } from './dispatch';
import type { Route } from './route';

const jsonTypes = new Set(['*/*', 'application/*', 'application/json']);

/** Refuses a body (415) or a wanted reply (406) in another form than JSON; bulk data, packages and what is outside the REST API choose their own. */
export function checkMediaTypes(route: Route, { headers, body }: RawRequest): void {
	if (route.path.startsWith('/') || route.path.startsWith('jobs/') || route.path.startsWith('metadata/')) return;
	const sent = mediaType(headers['content-type'] ?? '');
	if (sent !== '' && !jsonTypes.has(sent) && !body.isEmpty) {
		throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', `MediaType of '${sent}' is not supported by this resource`);
	}
	const accepted = (headers.accept ?? '').split(',').map(mediaType).filter(Boolean);
	if (accepted.length > 0 && !accepted.some((type) => jsonTypes.has(type))) {
		throw new ApiError(406, 'NOT_ACCEPTABLE', `MediaType of '${accepted[0]}' is not supported by this resource`);
	}
}

function mediaType(text: string): string {
	return text.split(';', 1)[0].trim().toLowerCase();
}
