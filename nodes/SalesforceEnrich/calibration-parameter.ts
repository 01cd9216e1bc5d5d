import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { type Calibration, isCalibration } from '../../core/stages/enrich/calibration';

/** For a collection named Options. */
export const calibrationOptions: INodeProperties[] = [
	{
		displayName: 'Calibration',
		name: 'calibration',
		type: 'json',
		default: '',
		description:
			'What Bake-Off gave as calibration for this provider: confidences become how often such values were right, before Minimum Confidence is compared',
	},
];

/** The calibration that the options hold; throws `invalid_parameter` for anything else, and for that of another provider. */
export function readCalibration({ calibration }: IDataObject, provider: string): Calibration | undefined {
	if (calibration === undefined || calibration === '') return undefined;
	const given = typeof calibration === 'string' ? parsed(calibration) : calibration;
	if (!isCalibration(given)) throw useless('is none');
	if (given.provider !== provider) throw useless(`was made for ${given.provider}, and the provider is ${provider}`);
	return given;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw useless('is no JSON');
	}
}

function useless(why: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `The calibration ${why}.`, {
		remedy:
			'Paste the whole of the column calibration in the last row of Bake-Off for this provider, or empty the option.',
	});
}
