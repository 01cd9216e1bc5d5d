import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { LookUpMoney } from '../../core/stages/enrich/ask/look-up-money';
import type { CeilingScope } from '../../core/store/contract/ledger';
import { referenceData, referenceTable, websiteProvider } from './provider-choices';

const usualDays = { match: 90, noMatch: 30 };

const ofPaid = { hide: { '/provider': [referenceData, referenceTable, websiteProvider] } };

interface CeilingRow {
	readonly scope: CeilingScope;
	readonly pool?: string;
	readonly credits: number;
}

/** For a collection named Options. */
export const moneyOptions: INodeProperties[] = [
	{
		displayName: 'Credit Ceilings',
		name: 'ceilings',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Ceiling',
		default: {},
		description: 'Credits are reserved before a call; a call that would pass a ceiling is not made',
		options: [
			{
				displayName: 'Ceiling',
				name: 'rows',
				values: [
					{
						displayName: 'Per',
						name: 'scope',
						type: 'options',
						options: [
							{ name: 'Day', value: 'day', description: 'Of the org and the account, by UTC' },
							{ name: 'Provider', value: 'provider', description: 'For good, e.g. the credits that you bought' },
							{ name: 'Record', value: 'record', description: 'In one run' },
							{ name: 'Run', value: 'run', description: 'Over all batches of it' },
						],
						default: 'run',
						description: 'What the credits are counted over',
					},
					{
						displayName: 'Credits',
						name: 'credits',
						type: 'number',
						typeOptions: { minValue: 0, numberPrecision: 3 },
						default: 1000,
						description: 'The most that may be spent, reserved or in doubt',
					},
					{
						displayName: 'Pool',
						name: 'pool',
						type: 'string',
						default: '',
						placeholder: 'e.g. phone',
						description:
							'Of a provider with several kinds of credits, as the guide to providers names them; empty means all',
					},
				],
			},
		],
		displayOptions: ofPaid,
	},
	{
		displayName: 'Keep Answers',
		name: 'keepAnswers',
		type: 'boolean',
		default: true,
		description: 'Whether the store keeps answers of paid providers, so that the same question is not paid for twice',
		displayOptions: ofPaid,
	},
	{
		displayName: 'Keep Matches (Days)',
		name: 'keepMatchDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 730 },
		default: 90,
		description: 'How long an answer with values stands for the provider',
		displayOptions: ofPaid,
	},
	{
		displayName: 'Keep Misses (Days)',
		name: 'keepMissDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 730 },
		default: 30,
		description: 'How long it is remembered that the provider knew nobody',
		displayOptions: ofPaid,
	},
	{
		displayName: 'Longest Wait for a Job (Seconds)',
		name: 'longestJobWait',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 3600 },
		default: 60,
		description: 'How long the node waits for a provider that works on its answers; after it the next run reads them',
		displayOptions: ofPaid,
	},
	{
		displayName: 'Longest Wait for the Provider (Seconds)',
		name: 'longestWait',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 600 },
		default: 20,
		description:
			'How long the node waits where a provider asks for patience; after it the records are left for a later run',
		displayOptions: ofPaid,
	},
	{
		displayName: 'Spend Credits in a Sandbox',
		name: 'spendInSandbox',
		type: 'boolean',
		default: false,
		description: 'Whether a provider that charges is asked for records of a sandbox too',
		displayOptions: ofPaid,
	},
];

/** What the options say of money; credits become thousandths, in which the ledger counts. */
export function readMoney(options: IDataObject, isSandbox = false): LookUpMoney {
	const { rows = [] } = (options.ceilings ?? {}) as { rows?: CeilingRow[] };
	const ceilings = rows.map(({ scope, pool = '', credits }) => ({
		scope,
		most: Math.round(Number(credits) * 1000),
		...(pool.trim() !== '' && { pool: pool.trim() }),
	}));
	const keepsAnswers = options.keepAnswers !== false;
	return {
		ceilings,
		maySpend: !isSandbox || options.spendInSandbox === true,
		longestWaitMs: Number(options.longestWait ?? 20) * 1000,
		longestJobWaitMs: Number(options.longestJobWait ?? 60) * 1000,
		reusesAnswers: keepsAnswers,
		keepDays: keepsAnswers ? Number(options.keepMatchDays ?? usualDays.match) : 0,
		keepMissDays: keepsAnswers ? Number(options.keepMissDays ?? usualDays.noMatch) : 0,
	};
}
