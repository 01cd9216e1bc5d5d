import { enrichmentRunFields, enrichmentRunObject } from '../../core/record/enrichment-run';
import { component, type ComponentFile, type Elements } from '../xml-file';

/** The folder of the report and of the dashboard over it. */
export const runFolder = 'Enrichment';

const report = 'Enrichment_Runs';
const run = enrichmentRunObject.name;
const { status, sObject, startedAt, read, written, rejected, credits, calls } = enrichmentRunFields;
const summed: ReadonlySet<string> = new Set([read, written, rejected, credits, calls].map(({ name }) => name));

/** Everybody inside the company may look. */
const shares = { accessLevel: 'View', sharedTo: 'AllInternalUsers', sharedToType: 'Group' };

/** The runs of the last 30 days, by status, with sums of records, credits and calls. */
export function runReportFiles(): ComponentFile[] {
	const columns = [sObject, startedAt, read, written, rejected, credits, calls].map(({ name }) => ({
		...(summed.has(name) && { aggregateTypes: 'Sum' }),
		field: `${run}.${name}`,
	}));
	return [
		component(`reports/${runFolder}.reportFolder`, 'ReportFolder', { folderShares: shares, name: runFolder }),
		component(`reports/${runFolder}/${report}.report`, 'Report', {
			columns: [{ field: 'CUST_NAME' }, ...columns],
			description: 'What the runs of the last 30 days did, and what they cost',
			format: 'Summary',
			groupingsDown: { dateGranularity: 'Day', field: `${run}.${status.name}`, sortOrder: 'Asc' },
			name: 'Enrichment Runs',
			params: { name: 'co', value: '1' },
			reportType: `CustomEntity$${run}`,
			scope: 'organization',
			showDetails: 'true',
			showGrandTotal: 'true',
			showSubTotals: 'true',
			timeFrameFilter: { dateColumn: `${run}.${startedAt.name}`, interval: 'INTERVAL_LAST30' },
		}),
	];
}

/** The same as a picture; a dashboard shows what one user may see, so it cannot be shipped without his name. */
export function runDashboardFiles(runningUser: string): ComponentFile[] {
	return [
		component(`dashboards/${runFolder}.dashboardFolder`, 'DashboardFolder', { folderShares: shares, name: runFolder }),
		component(`dashboards/${runFolder}/${report}.dashboard`, 'Dashboard', {
			backgroundEndColor: '#FFFFFF',
			backgroundFadeDirection: 'Diagonal',
			backgroundStartColor: '#FFFFFF',
			dashboardType: 'SpecifiedUser',
			description: 'What the runs of the last 30 days did, and what they cost',
			isGridLayout: 'false',
			leftSection: { columnSize: 'Medium', components: chart('Records written, by status', written.name) },
			middleSection: { columnSize: 'Medium', components: chart('Credits, by status', credits.name) },
			rightSection: { columnSize: 'Medium', components: chart('Salesforce API calls, by status', calls.name) },
			runningUser,
			textColor: '#000000',
			title: 'Enrichment Runs',
			titleColor: '#000000',
			titleSize: '12',
		}),
	];
}

function chart(title: string, field: string): Elements {
	return {
		autoselectColumnsFromReport: 'false',
		chartAxisRange: 'Auto',
		chartSummary: { aggregate: 'Sum', axisBinding: 'y', column: `${run}.${field}` },
		componentType: 'Column',
		displayUnits: 'Auto',
		drillEnabled: 'false',
		drillToDetailEnabled: 'false',
		enableHover: 'true',
		groupingColumn: `${run}.${status.name}`,
		legendPosition: 'Bottom',
		report: `${runFolder}/${report}`,
		showPercentage: 'false',
		showValues: 'true',
		sortBy: 'RowLabelAscending',
		title,
		useReportChart: 'false',
	};
}
