/** A value and how sure it is that it is the company's. */
export interface SiteValue {
	readonly value: unknown;
	readonly confidence: number;
}

/** Values by attribute, the surest of each. */
export class SiteValues {
	private readonly byAttribute = new Map<string, SiteValue>();

	/** Keeps the value unless there is one that is at least as sure; an `undefined` one is none. */
	offer(attribute: string, value: unknown, confidence: number): void {
		const known = this.byAttribute.get(attribute);
		if (value !== undefined && (!known || known.confidence < confidence))
			this.byAttribute.set(attribute, { value, confidence });
	}

	get(attribute: string): SiteValue | undefined {
		return this.byAttribute.get(attribute);
	}

	entries(): ReadonlyArray<readonly [string, SiteValue]> {
		return [...this.byAttribute];
	}
}

/** Hand-set: how sure a value is by where it stands. */
export const confidenceIn = {
	/** JSON-LD that names the company, and its microdata. */
	structured: 0.9,
	/** Meta elements that are made for it: description, `og:site_name`, `lang`. */
	declared: 0.8,
	/** A link to a phone, mailbox or profile. */
	linked: 0.75,
	/** A title taken apart. */
	title: 0.6,
	/** From the country of a phone number. */
	inferred: 0.6,
	/** From the country that the domain ends with. */
	suffix: 0.5,
} as const;
