import type { SoqlFeature } from './feature';
import { clauseFeatures } from './features-clauses';
import { dateFeatures } from './features-dates';
import { groupFeatures } from './features-groups';
import { selectFeatures } from './features-select';
import { whereFeatures } from './features-where';

/** Everything that SOQL can say, supported or refused; a test asks each example of the org of `featureSeed`. */
export const soqlFeatures: readonly SoqlFeature[] = [
	...selectFeatures,
	...whereFeatures,
	...dateFeatures,
	...groupFeatures,
	...clauseFeatures,
];
