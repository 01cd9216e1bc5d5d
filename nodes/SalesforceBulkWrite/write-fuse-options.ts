import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { defaultWriteFuse, type WriteFuse } from '../../core/changes/send/fuse';

const { perHour, perDay } = defaultWriteFuse;

/** How often one record may be written; `readWriteFuse` reads them. */
export const writeFuseOptions: readonly INodeProperties[] = [
	{
		displayName: 'Most Writes per Record and Day',
		name: 'mostWritesPerDay',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: perDay,
		description:
			'How often all runs together may write one record in 24 hours, so that a flow or another integration that undoes what is written is not answered for ever. 0 sets no limit.',
	},
	{
		displayName: 'Most Writes per Record and Hour',
		name: 'mostWritesPerHour',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 20 },
		default: perHour,
		description:
			'How often all runs together may write one record in an hour. What is held back is tried by a later run. 0 sets no limit.',
	},
];

/** The limits that were set, or the defaults. */
export function readWriteFuse({ mostWritesPerHour, mostWritesPerDay }: IDataObject): WriteFuse {
	return {
		perHour: Number(mostWritesPerHour ?? perHour),
		perDay: Number(mostWritesPerDay ?? perDay),
	};
}
