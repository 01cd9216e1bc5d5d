/** One thing that SOQL can say, and what the emulator answers to it. */
export type SoqlFeature = {
	readonly feature: string;
	/** A query on the org of `featureSeed`. */
	readonly example: string;
	/** The page of Salesforce's documentation that describes it. */
	readonly source: string;
} & (
	| {
			readonly status: 'supported';
			/** The records without their `attributes`, in order where the example has ORDER BY; a number for COUNT(). */
			readonly answer: ReadonlyArray<Readonly<Record<string, unknown>>> | number;
	  }
	| { readonly status: 'refused'; readonly errorCode: string }
);

type Answer = Extract<SoqlFeature, { status: 'supported' }>['answer'];

/** Makes the rows of one page of the SOQL and SOSL Reference. */
export function fromPage(page: string) {
	const source = `SOQL and SOSL Reference: ${page}`;
	return {
		supported: (feature: string, example: string, answer: Answer): SoqlFeature => ({
			feature,
			example,
			status: 'supported',
			answer,
			source,
		}),
		refused: (feature: string, example: string, errorCode = 'MALFORMED_QUERY'): SoqlFeature => ({
			feature,
			example,
			status: 'refused',
			errorCode,
			source,
		}),
	};
}

/** Answers that show one field only. */
export function only(field: string, ...values: unknown[]): Array<Record<string, unknown>> {
	return values.map((value) => ({ [field]: value }));
}
