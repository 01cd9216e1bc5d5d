import type { LeftOut } from '../../record/left-out';
import type { RowError } from '../../salesforce/row-result';

/** The values that were left out in one line, each with its reason. */
export function leftOutMessage(errors: readonly RowError[]): string {
	return `Left out: ${errors.map(reasonOf).join('; ')}`;
}

/** The same for counting. */
export function leftOutOf(errors: readonly RowError[]): LeftOut[] {
	return errors.flatMap(({ code, fields }) => fields.map((field) => ({ field, code })));
}

/** Salesforce's own messages often do not say which field they mean. */
function reasonOf({ message, fields }: RowError): string {
	return fields.length === 0 || fields.some((field) => message.includes(field))
		? message
		: `${fields.join(', ')}: ${message}`;
}
