import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** What a caller of the Salesforce Change Trigger has to know; kept here and not in the workflow, which people share. */
export class ChangeTriggerSecretApi implements ICredentialType {
	name = 'changeTriggerSecretApi';

	displayName = 'Salesforce Change Trigger Secret';

	icon: Icon = { light: 'file:provider.svg', dark: 'file:provider.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-salesforce-enrichment/n8n-nodes-salesforce-enrichment/blob/main/docs/guides/instant.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. 32 random letters and digits',
			description:
				'At least 24 letters, digits, hyphens or underscores, by chance. An outbound message has it as the last part of its endpoint URL, because Salesforce can send no header with it; whoever sends JSON gives it in the header X-Enrichment-Secret.',
		},
	];
}
