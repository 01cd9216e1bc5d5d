import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { AllowanceLimits } from '../../core/run/allowance';

/** Without the check no limit is looked at; while the switch has not been added, it is on. */
const whenChecked = { hide: { checkAllowance: [false] } };

/** Options of Start that say how many API calls there may be. */
export const allowanceOptions: INodeProperties[] = [
	{
		displayName: 'Check API Allowance',
		name: 'checkAllowance',
		type: 'boolean',
		default: true,
		description:
			'Whether to ask Salesforce how many API calls are left, for one call, and to start no run at the ceiling',
	},
	{
		displayName: 'Max API Calls per Day (All Runs)',
		name: 'maxCallsPerDay',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10000,
		displayOptions: whenChecked,
		description:
			'How many API calls all runs of the pack in this org may make together on one day (UTC); without this option only the share of the org counts',
	},
	{
		displayName: 'Max Share of Daily API Limit (%)',
		name: 'maxPercentOfDailyLimit',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 70,
		displayOptions: whenChecked,
		description:
			'Share of the daily API calls of the org, used by whomever, at which runs stop. Without this option it is 70, or 50 in an org with fewer than 35,000 calls a day.',
	},
];

/** The limits that a person has set; `undefined` when nothing is to be checked. */
export function readAllowanceLimits(options: IDataObject): AllowanceLimits | undefined {
	if (options.checkAllowance === false) return undefined;
	const { maxPercentOfDailyLimit, maxCallsPerDay } = options;
	return {
		...(maxPercentOfDailyLimit !== undefined && { percent: Number(maxPercentOfDailyLimit) }),
		...(maxCallsPerDay !== undefined && { ownCalls: Number(maxCallsPerDay) }),
	};
}
