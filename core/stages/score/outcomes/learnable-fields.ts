import type { FieldDescription, SObjectDescription } from '../../../salesforce/schema';

/** Types that say nothing that a model could learn: references, compounds, files, long lists. */
const unlearnableTypes = new Set([
	'id',
	'reference',
	'address',
	'location',
	'base64',
	'encryptedstring',
	'complexvalue',
	'json',
	'anyType',
]);

/** Fields that the platform writes, and those that are the outcome under another name. */
const knownAfterwards: Readonly<Record<string, ReadonlySet<string>>> = {
	'': namesOf(
		'IsDeleted,CreatedDate,LastModifiedDate,SystemModstamp,LastActivityDate,LastViewedDate,LastReferencedDate,LastCURequestDate,LastCUUpdateDate,PhotoUrl,Jigsaw,JigsawContactId,JigsawCompanyId,CleanStatus',
	),
	Lead: namesOf('IsConverted,ConvertedDate,Status,IsUnreadByOwner,FirstCallDateTime,FirstEmailDateTime'),
	Opportunity: namesOf(
		'IsClosed,IsWon,StageName,Probability,ForecastCategory,ForecastCategoryName,ExpectedRevenue,CloseDate,LastStageChangeDate,LastStageChangeInDays,LastActivityInDays,HasOverdueTask,NextStep,PushCount,FiscalQuarter,FiscalYear,Fiscal,HasOpenActivity',
	),
};

/** Fields of more would not fit into one query. */
const mostFields = 400;
const longestText = 1_000;

/** The readable fields of an object that a model may learn from, without those that are known only with the outcome. */
export function learnableFields({ name, fieldByName }: SObjectDescription): FieldDescription[] {
	return [...fieldByName.values()]
		.filter(
			(field) =>
				!unlearnableTypes.has(field.type) &&
				!(field.type === 'textarea' && field.length > longestText) &&
				!knownAfterwards[''].has(field.name) &&
				!(Object.hasOwn(knownAfterwards, name) && knownAfterwards[name].has(field.name)),
		)
		.slice(0, mostFields);
}

function namesOf(list: string): ReadonlySet<string> {
	return new Set(list.split(','));
}
