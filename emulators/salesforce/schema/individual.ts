import { field } from './field';
import { personNameFields } from './person-fields';
import { standardObject } from './sobject';
import { ownerField, systemFields } from './system-fields';

/** Individual: a person's wishes about their data. */
export const individual = standardObject('Individual', '0PK', [
	...systemFields,
	...personNameFields,
	ownerField(),
	field('HasOptedOutTracking', 'boolean', { label: "Don't Track" }),
	field('HasOptedOutProfiling', 'boolean', { label: "Don't Profile" }),
	field('HasOptedOutProcessing', 'boolean', { label: "Don't Process" }),
	field('HasOptedOutSolicit', 'boolean', { label: "Don't Market" }),
	field('HasOptedOutGeoTracking', 'boolean', { label: "Don't Track Geolocation" }),
	field('CanStorePiiElsewhere', 'boolean', { label: 'OK to Store PII Elsewhere' }),
	field('ShouldForget', 'boolean', { label: 'Forget this Individual' }),
	field('SendIndividualData', 'boolean', { label: 'Export Individual Data' }),
]);
