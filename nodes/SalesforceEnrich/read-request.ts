import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { EnrichRequest } from '../../core/stages/enrich/enrich-request';
import type { Run } from '../../core/store/contract/runs';
import { systemClock } from '../wiring/clock';
import { fieldNamesFor } from '../wiring/field-names-parameter';
import { readSObject } from '../wiring/object-parameter';
import { recordsOf } from '../wiring/record-items';
import { readCalibration } from './calibration-parameter';
import { readConsent } from './consent-parameters';
import { erasedItems } from './erased-items';
import { readMappings } from './mapping-parameters';
import { readMatchInputs } from './match-input-parameters';
import { readMoney } from './money-parameters';
import { openProvider } from './open-provider';

/** What the parameters ask for, of whom and about what; the provider is open and has not been asked. */
export async function readEnrichRequest(
	this: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	options: IDataObject,
	run: Run | undefined,
): Promise<EnrichRequest> {
	const sObject = readSObject.call(this, [...items]);
	const provider = await openProvider.call(this, items, options);
	const inputs = readMatchInputs.call(this, sObject, options);
	return {
		sObject,
		provider,
		inputs,
		mappings: readMappings.call(this, sObject, provider, options),
		...readConsent(options),
		calibration: readCalibration(options, provider.id),
		money: readMoney(options, run?.settings?.isSandbox),
		suppressed: await erasedItems(recordsOf([...items]), inputs),
		gate: this.getNodeParameter('skipUnchanged', 0, true) as boolean,
		fieldNames: fieldNamesFor(run, options),
		now: systemClock(),
	};
}
