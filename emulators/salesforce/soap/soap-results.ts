import type { RecordError } from '../api-error';
import { xmlElements } from '../http/soap-reply';
import { escapeMarkup } from '../pages/html';

type Json = Readonly<Record<string, unknown>>;

/** The reasons of a refusal, as every SOAP result lists them. */
export function errorsXml(errors: readonly RecordError[]): string {
	return errors
		.map(({ fields = [], message, statusCode, duplicateResult }) => {
			const found = duplicateResult ? duplicateResultXml('duplicateResult', duplicateResult as Json) : '';
			const kind = found ? ' xsi:type="DuplicateError"' : '';
			const names = fields.map((name) => `<fields>${escapeMarkup(name)}</fields>`).join('');
			return `<errors${kind}>${found}${names}${xmlElements({ message, statusCode })}</errors>`;
		})
		.join('');
}

/** What one duplicate rule found. */
export function duplicateResultXml(name: string, found: Json): string {
	const matches = (found.matchResults as readonly Json[]).map(matchResultXml).join('');
	const { allowSave, duplicateRule, duplicateRuleEntityType, errorMessage } = found;
	const head = xmlElements({
		allowSave: allowSave === true,
		duplicateRule: String(duplicateRule),
		duplicateRuleEntityType: String(duplicateRuleEntityType),
		errorMessage: errorMessage === undefined ? null : String(errorMessage),
	});
	return `<${name}>${head}${matches}</${name}>`;
}

function matchResultXml({ entityType, matchEngine, matchRecords, rule, size, success }: Json): string {
	const records = (matchRecords as readonly Json[])
		.map(
			({ matchConfidence, record }) =>
				`<matchRecords>${xmlElements({ matchConfidence: Number(matchConfidence) })}${recordXml(record as Json)}</matchRecords>`,
		)
		.join('');
	const head = xmlElements({ entityType: String(entityType), matchEngine: String(matchEngine) });
	const tail = xmlElements({ rule: String(rule), size: Number(size), success: success === true });
	return `<matchResults>${head}${records}${tail}</matchResults>`;
}

function recordXml({ attributes, ...fields }: Json): string {
	const { type } = attributes as { readonly type: string };
	const values = Object.entries({ type, ...fields }).filter(([, value]) => typeof value !== 'object' || value === null);
	const elements = values
		.map(([name, value]) => `<sf:${name}>${escapeMarkup(String(value ?? ''))}</sf:${name}>`)
		.join('');
	return `<record xsi:type="sf:sObject" xmlns:sf="urn:sobject.partner.soap.sforce.com">${elements}</record>`;
}
