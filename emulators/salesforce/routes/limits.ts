import { ApiError } from '../api-error';
import { ok, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';

/** The limits of an Enterprise org that nothing here uses up (REST API Developer Guide, Limits). */
const untouchedLimits: Readonly<Record<string, number>> = {
	ActiveScratchOrgs: 40,
	AnalyticsExternalDataSizeMB: 40_960,
	CdpAiInferenceApiMonthlyLimit: 500_000_000,
	ConcurrentAsyncGetReportInstances: 200,
	ConcurrentEinsteinDataInsightsStoryCreation: 5,
	ConcurrentEinsteinDiscoveryStoryCreation: 2,
	ConcurrentSyncReportRuns: 20,
	DailyAnalyticsDataflowJobExecutions: 60,
	DailyAnalyticsUploadedFilesSizeMB: 51_200,
	DailyAsyncApexExecutions: 250_000,
	DailyAsyncApexTests: 500,
	DailyBulkV2QueryFileStorageMB: 976_562,
	DailyDeliveredPlatformEvents: 25_000,
	DailyDurableGenericStreamingApiEvents: 100_000,
	DailyDurableStreamingApiEvents: 100_000,
	DailyEinsteinDataInsightsStoryCreation: 1_000,
	DailyEinsteinDiscoveryOptimizationJobRuns: 25,
	DailyEinsteinDiscoveryPredictAPICalls: 50_000,
	DailyEinsteinDiscoveryPredictionsByCDC: 500_000,
	DailyEinsteinDiscoveryStoryCreation: 100,
	DailyFunctionsApiCallLimit: 235_000,
	DailyGenericStreamingApiEvents: 10_000,
	DailyScratchOrgs: 80,
	DailyStandardVolumePlatformEvents: 25_000,
	DailyStreamingApiEvents: 100_000,
	DailyWorkflowEmails: 100_000,
	DataStorageMB: 10_240,
	DurableStreamingApiConcurrentClients: 2_000,
	FileStorageMB: 10_240,
	HourlyAsyncReportRuns: 1_200,
	HourlyDashboardRefreshes: 200,
	HourlyDashboardResults: 5_000,
	HourlyDashboardStatuses: 999_999_999,
	HourlyLongTermIdMapping: 100_000,
	HourlyManagedContentPublicRequests: 50_000,
	HourlyODataCallout: 20_000,
	HourlyPublishedPlatformEvents: 50_000,
	HourlyPublishedStandardVolumePlatformEvents: 1_000,
	HourlyShortTermIdMapping: 100_000,
	HourlySyncReportRuns: 500,
	HourlyTimeBasedWorkflow: 1_000,
	MassEmail: 5_000,
	MonthlyEinsteinDiscoveryStoryCreation: 500,
	MonthlyPlatformEventsUsageEntitlement: 0,
	Package2VersionCreates: 6,
	Package2VersionCreatesWithoutValidation: 500,
	PermissionSets: 1_500,
	PrivateConnectOutboundCalloutHourlyLimitMB: 0,
	PublishCallbackUsageInApex: 500_000,
	SingleEmail: 5_000,
	StreamingApiConcurrentClients: 2_000,
};

/** What the org may still use today. */
export const limitRoutes: Route[] = [{ method: 'GET', path: 'limits', kind: 'limits', handle: listLimits }];

function listLimits({ org, session }: ApiRequest) {
	if (!org.access.of(session.userId).canViewSetup)
		throw new ApiError(
			403,
			'INSUFFICIENT_ACCESS',
			'insufficient access rights: View Setup and Configuration is required',
		);
	const max = org.identity.dailyApiRequests;
	const untouched = (amount: number) => ({ Max: amount, Remaining: amount });
	return ok({
		...Object.fromEntries(Object.entries(untouchedLimits).map(([name, amount]) => [name, untouched(amount)])),
		DailyApiRequests: { Max: max, Remaining: Math.max(0, max - org.calls.used) },
		DailyBulkApiBatches: { Max: org.bulk.settings.dailyBatches, Remaining: org.bulk.batchesLeft },
		DailyBulkV2QueryJobs: { Max: org.bulk.settings.dailyQueryJobs, Remaining: org.bulk.queryJobsLeft },
	});
}
