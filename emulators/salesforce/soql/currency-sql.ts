import { currencyType } from '../schema/currencies';
import type { Literal } from './ast';
import type { CompiledOperand } from './compile-operand';
import type { Scope } from './scope';

const rateOf = `SELECT rate.ConversionRate FROM "${currencyType}" rate WHERE rate.IsoCode =`;

/** Whether the org has several currencies. */
export function hasCurrencies({ compilation }: Scope): boolean {
	return compilation.schema.type(currencyType) !== undefined;
}

/** An amount in the corporate currency, by the record's own; the amount itself where the org has one currency or the operand is worked out already. */
export function corporateAmount(scope: Scope, { sql, field }: Pick<CompiledOperand, 'sql' | 'field'>): string {
	const [, alias] = /^(\w+)\."\w+"$/.exec(sql) ?? [];
	if (!alias || field.type !== 'currency' || !hasCurrencies(scope)) return sql;
	return `(${sql} / COALESCE((${rateOf} ${alias}."CurrencyIsoCode"), 1))`;
}

/** The amount in the currency of the user who asks. */
export function userAmount(scope: Scope, operand: Pick<CompiledOperand, 'sql' | 'field'>): string {
	const user = scope.compilation.param(scope.compilation.options.userId);
	return `(${corporateAmount(scope, operand)} * COALESCE((${rateOf} (SELECT u."DefaultCurrencyIsoCode" FROM "User" u WHERE u.Id = ${user})), 1))`;
}

/** `USD5000` in the corporate currency; a code that the org lacks is refused. */
export function corporateLiteral(scope: Scope, { text, position }: Literal): string {
	const { compilation } = scope;
	const [code, amount] = [text.slice(0, 3).toUpperCase(), Number(text.slice(3))];
	const isKnown = compilation.schema.type(currencyType)?.field('IsoCode')?.picklistValues.includes(code);
	if (!isKnown) throw compilation.malformed(position, `invalid currency ISO code: ${code}`);
	return `(${compilation.param(amount)} / (${rateOf} ${compilation.param(code)}))`;
}
