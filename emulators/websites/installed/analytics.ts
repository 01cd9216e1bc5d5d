import { adds, type Installations, loads } from './installation';

/** Analytics, experiments and tags, as their guides have them installed. */
export const analyticsInstallations: Installations = {
	'Google Analytics': [
		{
			head: `<script async src="https://www.googletagmanager.com/gtag/js?id=G-AB#"></script><script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}gtag('js',new Date());gtag('config','G-AB#');</script>`,
		},
		{
			head: `<script>(function(i,s,o,g,r,a,m){i['GoogleAnalyticsObject']=r;i[r]=i[r]||function(){(i[r].q=i[r].q||[]).push(arguments)}})(window,document,'script','https://www.google-analytics.com/analytics.js','ga');ga('create','UA-#-1','auto');ga('send','pageview');</script>`,
		},
		loads('https://www.google-analytics.com/ga.js'),
	],
	'Google Tag Manager': [
		{
			head: `<script>(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date().getTime(),event:'gtm.js'});var f=d.getElementsByTagName(s)[0],j=d.createElement(s),dl=l!='dataLayer'?'&l='+l:'';j.async=true;j.src='https://www.googletagmanager.com/gtm.js?id='+i+dl;f.parentNode.insertBefore(j,f);})(window,document,'script','dataLayer','GTM-K#');</script>`,
			body: '<noscript><iframe src="https://www.googletagmanager.com/ns.html?id=GTM-K#" height="0" width="0" style="display:none"></iframe></noscript>',
		},
		loads('https://www.googletagmanager.com/gtm.js?id=GTM-T#'),
	],
	'Google Ads': [
		loads('https://www.googletagmanager.com/gtag/js?id=AW-#'),
		loads('https://www.googleadservices.com/pagead/conversion.js', ''),
	],
	Hotjar: [
		adds('https://static.hotjar.com/c/hotjar-#.js?sv=6', 'window._hjSettings={hjid:#,hjsv:6};'),
		loads('//static.hotjar.com/c/hotjar-#.js'),
		{
			head: "<script>(function(h,o,t,j,a,r){h.hj=h.hj||function(){(h.hj.q=h.hj.q||[]).push(arguments)};h._hjSettings={hjid:#,hjsv:6};a=o.getElementsByTagName('head')[0];r=o.createElement('script');r.async=1;r.src=t+h._hjSettings.hjid+j+h._hjSettings.hjsv;a.appendChild(r);})(window,document,'https://static.hotjar.com/c/hotjar-','.js?sv=');</script>",
		},
	],
	'Microsoft Clarity': [
		{
			head: '<script>(function(c,l,a,r,i,t,y){c[a]=c[a]||function(){(c[a].q=c[a].q||[]).push(arguments)};t=l.createElement(r);t.async=1;t.src="https://www.clarity.ms/tag/"+i;y=l.getElementsByTagName(r)[0];y.parentNode.insertBefore(t,y);})(window,document,"clarity","script","c#");</script>',
		},
	],
	Matomo: [
		{
			head: `<script>var _paq=window._paq=window._paq||[];_paq.push(['trackPageView']);_paq.push(['enableLinkTracking']);(function(){var u="/piwik/";_paq.push(['setTrackerUrl',u+'matomo.php']);_paq.push(['setSiteId','3']);var d=document,g=d.createElement('script'),s=d.getElementsByTagName('script')[0];g.async=true;g.src=u+'matomo.js';s.parentNode.insertBefore(g,s);})();</script>`,
		},
		loads('https://cdn.matomo.cloud/acme#.matomo.cloud/matomo.js'),
	],
	Plausible: [{ head: '<script defer data-domain="site" src="https://plausible.io/js/script.js"></script>' }],
	Fathom: [loads('https://cdn.usefathom.com/script.js', ' defer data-site="ABCDEF#"')],
	Mixpanel: [adds('https://cdn.mxpnl.com/libs/mixpanel-2-latest.min.js', 'mixpanel.init("#");')],
	Amplitude: [
		loads('https://cdn.amplitude.com/script/#.js'),
		adds('https://cdn.amplitude.com/libs/amplitude-8.21.4-min.gz.js'),
	],
	Heap: [adds('https://cdn.heapanalytics.com/js/heap-#.js', 'window.heap=window.heap||[];')],
	Segment: [
		{
			head: `<script>!function(){var analytics=window.analytics=window.analytics||[];analytics.load=function(key){var t=document.createElement("script");t.async=!0;t.src="https://cdn.segment.com/analytics.js/v1/"+key+"/analytics.min.js";document.head.appendChild(t)};analytics.load("k#");analytics.page()}();</script>`,
		},
	],
	FullStory: [loads('https://edge.fullstory.com/s/fs.js', " data-org='o-#'"), adds('https://fullstory.com/s/fs.js')],
	'Crazy Egg': [loads('//script.crazyegg.com/pages/scripts/00#/#.js')],
	VWO: [
		adds('https://dev.visualwebsiteoptimizer.com/j.php?a=#', 'window._vwo_code=window._vwo_code||{};'),
		loads('https://dev.visualwebsiteoptimizer.com/lib/#.js'),
	],
	Optimizely: [loads('https://cdn.optimizely.com/js/#.js', '')],
	'AB Tasty': [loads('https://try.abtasty.com/#.js')],
	PostHog: [
		{
			head: "<script>!function(t,e){window.posthog=window.posthog||[]}(document,window.posthog||[]);posthog.init('phc_k#',{api_host:'https://eu.i.posthog.com'})</script>",
		},
		loads('https://us-assets.i.posthog.com/static/array.js'),
	],
	'Yandex Metrica': [adds('https://mc.yandex.ru/metrika/tag.js', 'ym(#,"init",{clickmap:true});')],
	'Piwik PRO': [loads('https://acme#.piwik.pro/containers/#.js')],
	etracker: [loads('//code.etracker.com/code/e.js', ' id="_etLoader" data-secure-code="#"')],
	'Adobe Experience Platform': [loads('https://assets.adobedtm.com/a#/launch-b#.min.js')],
	Tealium: [adds('//tags.tiqcdn.com/utag/acme/main/prod/utag.js')],
	'New Relic': [
		{
			head: '<script>window.NREUM||(NREUM={});NREUM.info={beacon:"bam.nr-data.net",licenseKey:"#",applicationID:"#"}</script>',
		},
		loads('https://js-agent.newrelic.com/nr-spa-1216.min.js'),
	],
	Sentry: [loads('https://browser.sentry-cdn.com/7.120.0/bundle.min.js'), loads('https://js.sentry-cdn.com/#.min.js')],
	Datadog: [loads('https://www.datadoghq-browser-agent.com/us1/v5/datadog-rum.js')],
	Smartlook: [adds('https://web-sdk.smartlook.com/recorder.js')],
	Mouseflow: [adds('//cdn.mouseflow.com/projects/#.js')],
	Contentsquare: [loads('https://t.contentsquare.net/uxa/#.js')],
	Pendo: [adds('https://cdn.pendo.io/agent/static/#/pendo.js')],
};
