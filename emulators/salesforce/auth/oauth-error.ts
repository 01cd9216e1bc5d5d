/** A refusal of the token endpoint: `{"error", "error_description"}` with 400 unless said otherwise. */
export class OAuthError extends Error {
	constructor(
		readonly error: string,
		readonly description: string,
		readonly status = 400,
	) {
		super(description);
	}
}
