import type { Contribution } from '../../record/record-item';
import { isMoving, type FieldRule } from './scorecard';

/** Of a field's values so many are remembered; a field of more, such as an e-mail address, is looked at again each time. */
const mostRemembered = 5_000;

/** What a rule gave for values that were there before; `null` where it gave nothing. */
export class RuleMemory {
	private readonly byValue = new Map<unknown, Contribution | null>();

	/** Only of a rule that gives a value the same points whenever and on whichever record. */
	static of(rule: FieldRule): RuleMemory | undefined {
		return isMoving(rule) ? undefined : new RuleMemory();
	}

	/** `undefined` where the value is new. */
	recall(value: unknown): Contribution | null | undefined {
		return this.byValue.get(value);
	}

	/** Texts, numbers and the like only: two objects are never the same. */
	keep(value: unknown, given: Contribution | null): void {
		if (this.byValue.size < mostRemembered && (typeof value !== 'object' || value === null))
			this.byValue.set(value, given);
	}
}
