import type { IDataObject, INodeProperties } from 'n8n-workflow';
import {
	type ChannelOptOut,
	type ConsentRules,
	type IndividualOptOut,
	usualConsentRules,
} from '../../core/record/consent';

type Wish = ChannelOptOut | IndividualOptOut;

const channelNames: Readonly<Record<ChannelOptOut, string>> = {
	DoNotCall: 'Do Not Call',
	HasOptedOutOfEmail: 'Email Opt Out',
};

const individualNames: Readonly<Record<IndividualOptOut, string>> = {
	HasOptedOutGeoTracking: "Individual: Don't Track Geolocation",
	HasOptedOutProcessing: "Individual: Don't Process",
	HasOptedOutProfiling: "Individual: Don't Profile",
	HasOptedOutSolicit: "Individual: Don't Market",
	HasOptedOutTracking: "Individual: Don't Track",
	ShouldForget: 'Individual: Forget This Individual',
};

const usualWishes: Wish[] = [...usualConsentRules.channels, ...usualConsentRules.individual];

/** For a collection named Options. */
export const consentOptions: INodeProperties[] = [
	{
		displayName: 'Do-Not-Process Field',
		name: 'doNotProcessField',
		type: 'string',
		default: '',
		placeholder: 'e.g. Do_Not_Enrich__c',
		description:
			'Checkbox or text field, by API name, that keeps a record from every provider outside; name it among the fields that Fetch Modified reads',
	},
	{
		displayName: 'Opt-Outs to Heed',
		name: 'optOuts',
		type: 'multiOptions',
		options: Object.entries({ ...channelNames, ...individualNames }).map(([value, name]) => ({ name, value })),
		default: ['HasOptedOutOfEmail', 'DoNotCall', 'ShouldForget', 'HasOptedOutProcessing'],
		description:
			'What a person may have said that keeps them from being asked about outside, or addresses and numbers from being suggested',
	},
	{
		displayName: 'Tell Employer Changes',
		name: 'tellEmployerChanges',
		type: 'boolean',
		default: true,
		description:
			'Whether a person who works elsewhere now, as the provider says, is told once as changed_employer with both companies instead of having values of two companies mixed',
	},
];

/** What the options say of people's wishes, and of those who have moved. */
export function readConsent({ optOuts, doNotProcessField, tellEmployerChanges }: IDataObject): {
	readonly consentRules: ConsentRules;
	readonly tellsEmployerChange: boolean;
} {
	const wishes = (optOuts ?? usualWishes) as Wish[];
	const field = String(doNotProcessField ?? '').trim();
	return {
		consentRules: {
			channels: wishes.filter((wish): wish is ChannelOptOut => wish in channelNames),
			individual: wishes.filter((wish): wish is IndividualOptOut => wish in individualNames),
			...(field !== '' && { doNotProcessField: field }),
		},
		tellsEmployerChange: tellEmployerChanges !== false,
	};
}
