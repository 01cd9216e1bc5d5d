import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { type EmailStatus, emailStatuses } from '../../core/record/email-status';
import type { FieldMapping } from '../../core/stages/enrich/enrich-request';

const usual: EmailStatus[] = ['verified'];

const words: Readonly<Record<EmailStatus, string>> = {
	verified: 'Verified',
	catch_all: 'Catch-All (the Domain Takes Every Address)',
	unverified: 'Unverified',
	invalid: 'Invalid',
};

/** For a collection named Options. */
export const emailOptions: INodeProperties[] = [
	{
		displayName: 'E-Mail Statuses to Suggest',
		name: 'emailStatuses',
		type: 'multiOptions',
		options: emailStatuses.map((status) => ({ name: words[status], value: status })),
		default: ['verified'],
		description: 'Which addresses of people are suggested; an address that nobody has checked counts as unverified',
	},
	{
		displayName: 'E-Mail Checked On Field',
		name: 'emailCheckedField',
		type: 'string',
		default: '',
		placeholder: 'e.g. Email_Checked_On__c',
		description: 'Date field that is written together with the address, by API name',
	},
	{
		displayName: 'E-Mail Status Field',
		name: 'emailStatusField',
		type: 'string',
		default: '',
		placeholder: 'e.g. Email_Status__c',
		description: 'Text field or picklist that is written together with the address, by API name',
	},
];

/** The mappings with what an address has to be worth, and with its status and date beside it where fields are named for them. */
export function withEmailStatus(mappings: readonly FieldMapping[], options: IDataObject): FieldMapping[] {
	const statuses = (options.emailStatuses ?? usual) as EmailStatus[];
	const checked = mappings.map((mapping) => (isAddress(mapping) ? { ...mapping, emailStatuses: statuses } : mapping));
	const address = checked.find(({ source }) => source === 'email');
	if (!address) return checked;
	const beside = (source: string, field: unknown): FieldMapping[] => {
		const target = String(field ?? '').trim();
		// What is known of another address says nothing about this one, so it is never kept.
		return target === '' ? [] : [{ source, target, policy: 'always', minConfidence: 0, goesWith: address.target }];
	};
	return [
		...checked,
		...beside('email_status', options.emailStatusField),
		...beside('email_checked_at', options.emailCheckedField),
	];
}

function isAddress({ source }: FieldMapping): boolean {
	return source === 'email' || source === 'personal_email';
}
