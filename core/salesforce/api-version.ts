import { EnrichmentError } from '../errors';

/** Where a credential names no version, as n8n's own do not. */
export const defaultApiVersion = '68.0';

/** Salesforce numbers its versions without decimals and retired those below 31 in 2025. */
const written = /^v?(\d{1,3})(?:\.0)?$/i;
const oldest = 31;

/** The version as addresses have it, e.g. `68.0`, of `68`, `68.0` or `v68.0`; the default when nothing is written; throws `auth_failed` for anything else. */
export function readApiVersion(text: string): string {
	const trimmed = text.trim();
	if (trimmed === '') return defaultApiVersion;
	const version = Number(written.exec(trimmed)?.[1]);
	if (version >= oldest) return `${version}.0`;
	throw new EnrichmentError(
		'auth_failed',
		`The Salesforce credential cannot work: "${trimmed.slice(0, 20)}" is not an API version.`,
		{
			remedy: `Write it like 68, 68.0 or v68.0, from ${oldest} on, or leave it empty for ${defaultApiVersion}.`,
		},
	);
}
