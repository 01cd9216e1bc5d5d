/** Longer texts of a service are cut: what helps stands at their beginning. */
const longestText = 1_000;

/** What can log in or be renewed with, by its look: session ids, JSON Web Tokens, refresh tokens, Authorization headers, keys. */
const tokenShapes: readonly RegExp[] = [
	/\b00D\w{12,15}(?:!|%21)[\w.%-]+/g,
	/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
	/\b5Aep[\w.%-]{16,}/g,
	/\b(?:Bearer|Basic|OAuth)\s+[\w.!~+/=%-]{8,}/gi,
	/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
	/\b(client_secret|assertion|refresh_token|access_token|password)(["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi,
];

/** Codes as Salesforce and OAuth 2.0 spell them: letters in words, digits only behind an underscore. */
const codeShape = /^(?:[A-Z]+(?:_[A-Z0-9]+)*|[a-z]+(?:_[a-z]+)*|[A-Z][a-z]+(?:[A-Z][a-z]+)*)$/;

const longestCode = 80;

/** The text without these secrets, as they are or in the forms they are sent in, and without anything that looks like a token; cut to 1,000 characters. */
export function redact(text: string, secrets: readonly string[] = []): string {
	// Cut generously first, so that a text of megabytes costs nothing; what is shown is cut again behind the redaction.
	const readable = text.slice(0, 16 * longestText);
	const known = formsOf(secrets).reduce((rest, secret) => rest.replaceAll(secret, '***'), readable);
	const clean = tokenShapes.reduce((rest, shape) => rest.replace(shape, '***'), known);
	return clean.length > longestText || text.length > readable.length ? `${clean.slice(0, longestText)}…` : clean;
}

/** The code when it looks like one; `undefined` for anything else, which may be an echo. */
export function codeOf(value: unknown, secrets: readonly string[] = []): string | undefined {
	if (typeof value !== 'string' || value.length > longestCode || !codeShape.test(value)) return undefined;
	return secrets.some((secret) => secret !== '' && value.includes(secret)) ? undefined : value;
}

/** A secret as it is, in a form, in a URL, in JSON, in base64, and line by line where it has several; longest first, so that no part is left. */
function formsOf(secrets: readonly string[]): string[] {
	const whole = secrets.filter(Boolean);
	const lines = whole.flatMap((secret) => secret.split(/\r?\n|\\n/)).filter((line) => line.length >= 16);
	const forms = [...whole, ...lines].flatMap((secret) => [
		secret,
		new URLSearchParams({ secret }).toString().slice('secret='.length),
		new URLSearchParams({ secret }).toString().slice('secret='.length).replaceAll('+', '%20'),
		JSON.stringify(secret).slice(1, -1),
		Buffer.from(secret).toString('base64').replace(/=+$/, ''),
	]);
	return [...new Set(forms)].sort((one, other) => other.length - one.length);
}
