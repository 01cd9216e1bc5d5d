import type { IncomingHttpHeaders } from 'node:http';

/** The access token of an `Authorization` header (`Bearer` or the older `OAuth`), or `undefined`. */
export function bearerToken({ authorization }: IncomingHttpHeaders): string | undefined {
	return /^(?:Bearer|OAuth)\s+(\S.*)$/i.exec(authorization ?? '')?.[1].trim();
}
