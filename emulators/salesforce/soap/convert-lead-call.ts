import { xmlElements } from '../http/soap-reply';
import { convertLead, type ConvertedLead, type ConvertOptions } from '../writes/convert-lead';
import type { SaveResult } from '../writes/save-result';
import { childOf, type XmlElement } from '../../http/xml-reader';
import { checkCount, isTrue, type SoapOperation, soapSaveContext } from './soap-call';
import { errorsXml } from './soap-results';

/** SOAP API Developer Guide: convertLead(). */
const mostLeads = 100;

/** convertLead(): each lead in a transaction of its own. */
export const convertLeadCall: SoapOperation = (request, call, envelope) => {
	checkCount(call.children.length, mostLeads);
	return call.children
		.map((element) => {
			const leadId = textOf(element, 'leadId') ?? '';
			const result = request.org.store.transaction(
				() => convertLead(soapSaveContext(request, envelope), leadId, readOptions(element)),
				(made) => !('success' in made) || made.success,
			);
			return resultXml(leadId, result);
		})
		.join('');
};

function readOptions(element: XmlElement): ConvertOptions {
	return {
		accountId: textOf(element, 'accountId'),
		contactId: textOf(element, 'contactId'),
		opportunityId: textOf(element, 'opportunityId'),
		opportunityName: textOf(element, 'opportunityName'),
		ownerId: textOf(element, 'ownerId'),
		convertedStatus: textOf(element, 'convertedStatus') ?? '',
		createsOpportunity: !isTrue(childOf(element, 'doNotCreateOpportunity')),
		overwritesLeadSource: isTrue(childOf(element, 'overwriteLeadSource')),
		bypassesAccountDedupe: isTrue(childOf(element, 'bypassAccountDedupeCheck')),
		bypassesContactDedupe: isTrue(childOf(element, 'bypassContactDedupeCheck')),
	};
}

function textOf(element: XmlElement, name: string): string | undefined {
	return childOf(element, name)?.text.trim() || undefined;
}

function resultXml(leadId: string, result: ConvertedLead | SaveResult): string {
	const made = 'success' in result ? undefined : result;
	const errors = 'success' in result ? errorsXml(result.errors) : '';
	const ids = {
		accountId: made?.accountId ?? null,
		contactId: made?.contactId ?? null,
	};
	const rest = { leadId, opportunityId: made?.opportunityId ?? null, success: made !== undefined };
	return `<result>${xmlElements(ids)}${errors}${xmlElements(rest)}</result>`;
}
