import type { FieldDescription } from '../../../salesforce/schema';
import { accepted, refused, wrongType, type Coercion } from './coercion';

/** 32 bits with a sign (SOAP API guide, “Primitive Data Types”). */
const largestInt = 2_147_483_647;

const plainNumber = /^\s*[+-]?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i;

/** A number, or text that is nothing but one; no thousands separators or units, which differ by country. */
export function coerceNumber(value: unknown, field: FieldDescription): Coercion {
	const isNumeric = typeof value === 'number' || (typeof value === 'string' && plainNumber.test(value));
	const sent = isNumeric ? Number(value) : Number.NaN;
	if (!Number.isFinite(sent)) return wrongType(field, value);
	if ((field.type === 'int' || field.type === 'long') && !Number.isInteger(sent)) return wrongType(field, value);
	if (field.type === 'int' && Math.abs(sent) > largestInt) {
		return refused(
			'NUMBER_OUTSIDE_VALID_RANGE',
			field,
			`${field.name}: ${sent} is more than the ${largestInt} that the field holds`,
		);
	}

	const number = roundToScale(sent, field);
	const wholeDigits = field.precision - field.scale;
	if (field.precision > 0 && Math.abs(number) >= 10 ** wholeDigits) {
		const limit = `${field.name}: ${sent} has more than the ${wholeDigits} digits before the decimal point that the field holds`;
		return refused('NUMBER_OUTSIDE_VALID_RANGE', field, limit);
	}
	return accepted(number);
}

/** Salesforce rounds on save, half away from zero; sending it rounded keeps the next run from seeing a difference. */
function roundToScale(number: number, { precision, scale }: FieldDescription): number {
	if (precision === 0 || !Number.isFinite(scale)) return number;
	const shifted = shift(Math.abs(number), scale);
	return Number.isSafeInteger(Math.round(shifted)) ? Math.sign(number) * shift(Math.round(shifted), -scale) : number;
}

/** In decimal, because 1.005 times 100 is less than 100.5 in binary. */
function shift(number: number, digits: number): number {
	const [mantissa, exponent = '0'] = String(number).split('e');
	return Number(`${mantissa}e${Number(exponent) + digits}`);
}
