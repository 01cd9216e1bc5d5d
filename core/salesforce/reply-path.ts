import { EnrichmentError } from '../errors';

const root = '/services/data/';
/** Any origin does: it only has to stay what it was. */
const nowhere = 'https://instance.invalid';

/**
 * A path that a reply asks to go on at, if it stays below `/services/data/` of the same instance. Throws
 * `salesforce_refused` for another host, `//host`, ways up and everything else that leads elsewhere: whoever made
 * the reply is not to choose where the token goes.
 */
export function replyPath(path: unknown, what: string): string {
	if (typeof path === 'string' && staysInside(path)) return path;
	throw leadsElsewhere(what);
}

/** An id out of a reply, safe to be one step of a path; throws as `replyPath` does. */
export function replyId(id: unknown, what: string): string {
	if (typeof id === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(id)) return id;
	throw leadsElsewhere(what);
}

function staysInside(path: string): boolean {
	const [steps] = path.split('?');
	// What a URL parser takes out, turns round or decodes later is refused rather than understood.
	if (
		!steps.startsWith(root) ||
		!/^[\x21-\x7e]+$/.test(path) ||
		/[\\#]/.test(path) ||
		/%(2e|2f|5c|25|0)|\/\//i.test(steps)
	)
		return false;
	const { origin, pathname } = new URL(path, nowhere);
	return origin === nowhere && pathname === steps;
}

function leadsElsewhere(what: string): EnrichmentError {
	return new EnrichmentError(
		'salesforce_refused',
		`Could not ${what}: the reply leads away from ${root} of this org, and nothing was sent there.`,
		{
			remedy: 'Check the My Domain URL of the credential, and whether a proxy changes the replies.',
			details: { errorCode: 'REPLY_LEADS_ELSEWHERE' },
		},
	);
}
