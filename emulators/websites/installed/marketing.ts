import { adds, type Installations, loads } from './installation';

/** Marketing, advertising and sales tools, as their guides have them installed. */
export const marketingInstallations: Installations = {
	HubSpot: [
		{
			body: '<script type="text/javascript" id="hs-script-loader" async defer src="//js.hs-scripts.com/#.js"></script>',
		},
		loads('https://js-eu1.hs-scripts.com/#.js', ' async defer'),
		{
			body: '<script charset="utf-8" src="//js.hsforms.net/forms/embed/v2.js"></script><script>hbspt.forms.create({portalId:"#",formId:"f-#"});</script>',
		},
		{ spf: ['include:#.spf04.hubspotemail.net'] },
	],
	Marketo: [
		adds('//munchkin.marketo.net/munchkin.js', 'function initMunchkin(){Munchkin.init("123-ABC-#")}'),
		{ body: '<script src="//app-ab12.marketo.com/js/forms2/js/forms2.min.js"></script><form id="mktoForm_#"></form>' },
		{ spf: ['include:mktomail.com'] },
	],
	Pardot: [
		{
			body: "<script>piAId='#';piCId='#';piHostname='pi.pardot.com';(function(){function async_load(){var s=document.createElement('script');s.src=('https:'==document.location.protocol?'https://pi':'http://cdn')+'.pardot.com/pd.js';var c=document.getElementsByTagName('script')[0];c.parentNode.insertBefore(s,c);}window.attachEvent?window.attachEvent('onload',async_load):window.addEventListener('load',async_load,false)})();</script>",
		},
		loads('https://pi.pardot.com/pd.js'),
	],
	Eloqua: [adds('//img.en25.com/i/elqCfg.min.js', "var _elqQ=_elqQ||[];_elqQ.push(['elqSetSiteId','#']);")],
	ActiveCampaign: [
		adds('https://diffuser-cdn.app-us1.com/diffuser/diffuser.js', "window.visitorGlobalObjectAlias='vgo';"),
		{ body: '<script src="https://acme#.activehosted.com/f/embed.php?id=1" charset="utf-8"></script>' },
	],
	Mailchimp: [
		adds('https://chimpstatic.com/mcjs-connected/js/users/#/#.js'),
		{
			body: '<form action="https://acme.us21.list-manage.com/subscribe/post?u=#&amp;id=#" method="post"><input type="email" name="EMAIL"></form>',
		},
		{ spf: ['include:servers.mcsv.net'] },
	],
	Klaviyo: [loads('https://static.klaviyo.com/onsite/js/klaviyo.js?company_id=K#')],
	'Customer.io': [adds('https://assets.customer.io/assets/track.js', 'var _cio=_cio||[];')],
	Brevo: [
		adds('https://sibautomation.com/sa.js?key=#', 'window.sib={equeue:[],client_key:"#"};'),
		loads('https://cdn.brevo.com/js/sdk-loader.js'),
		{ spf: ['include:spf.brevo.com'] },
	],
	Braze: [loads('https://js.appboycdn.com/web-sdk/5.6/braze.min.js')],
	OneSignal: [loads('https://cdn.onesignal.com/sdks/web/v16/OneSignalSDK.page.js', ' defer')],
	'6sense': [adds('https://j.6sc.co/j/#.js', 'window._6si=window._6si||[];')],
	Demandbase: [adds('https://tag.demandbase.com/#.min.js')],
	Clearbit: [
		loads('https://tag.clearbitscripts.com/v1/pk_#/tags.js'),
		loads('https://x.clearbitjs.com/v2/pk_#/clearbit.min.js'),
	],
	ZoomInfo: [adds('https://ws.zoominfo.com/pixel/#'), loads('https://js.zi-scripts.com/zi-tag.js')],
	Leadfeeder: [adds('https://sc.lfeeder.com/lftracker_v1_#.js')],
	Albacross: [loads('https://serve.albacross.com/track.js')],
	Drift: [adds('https://js.driftt.com/include/#/d#.js', "drift.SNIPPET_VERSION='0.3.1';")],
	Qualified: [loads('https://js.qualified.com/qualified.js?token=#')],
	'Chili Piper': [loads('https://js.chilipiper.com/marketing.js', '')],
	Calendly: [
		loads('https://assets.calendly.com/assets/external/widget.js'),
		{ body: '<iframe src="https://calendly.com/acme-#/intro" width="320" height="630"></iframe>' },
	],
	Typeform: [{ body: '<div data-tf-live="01H#"></div><script src="//embed.typeform.com/next/embed.js"></script>' }],
	'LinkedIn Insight Tag': [
		{
			body: '<script>_linkedin_partner_id="#";window._linkedin_data_partner_ids=window._linkedin_data_partner_ids||[];(function(){var b=document.createElement("script");b.async=true;b.src="https://snap.licdn.com/li.lms-analytics/insight.min.js";document.body.appendChild(b)})();</script><noscript><img height="1" width="1" alt="" src="https://px.ads.linkedin.com/collect/?pid=#&fmt=gif"></noscript>',
		},
	],
	'Meta Pixel': [
		{
			head: "<script>!function(f,b,e,v,n,t,s){if(f.fbq)return;n=f.fbq=function(){};t=b.createElement(e);t.async=!0;t.src=v;s=b.getElementsByTagName(e)[0];s.parentNode.insertBefore(t,s)}(window,document,'script','https://connect.facebook.net/en_US/fbevents.js');fbq('init','#');fbq('track','PageView');</script>",
		},
		{
			body: '<noscript><img height="1" width="1" style="display:none" src="https://www.facebook.com/tr?id=#&ev=PageView&noscript=1"></noscript>',
		},
	],
	'TikTok Pixel': [
		{
			head: '<script>!function(w,d,t){w.TiktokAnalyticsObject=t;var ttq=w[t]=w[t]||[];ttq.load=function(e){var i="https://analytics.tiktok.com/i18n/pixel/events.js",o=d.createElement("script");o.src=i+"?sdkid="+e;d.head.appendChild(o)};ttq.load("C#");ttq.page()}(window,document,"ttq");</script>',
		},
	],
	'Microsoft Advertising': [adds('//bat.bing.com/bat.js', 'window.uetq=window.uetq||[];')],
	'Pinterest Tag': [adds('https://s.pinimg.com/ct/core.js', "pintrk('load','#');")],
	'X Ads': [adds('https://static.ads-twitter.com/uwt.js', "twq('config','o#');")],
	Criteo: [loads('//dynamic.criteo.com/js/ld/ld.js?a=#')],
	AdRoll: [adds('https://s.adroll.com/j/#/roundtrip.js', 'adroll_adv_id="#";')],
	Taboola: [adds('//cdn.taboola.com/libtrc/unip/#/tfa.js')],
	OptinMonster: [loads('https://a.omappapi.com/app/js/api.min.js')],
	Trustpilot: [loads('//widget.trustpilot.com/bootstrap/v5/tp.widget.bootstrap.min.js')],
	Yotpo: [loads('https://staticw2.yotpo.com/#/widget.js')],
	Outreach: [{ txt: ['outreach-domain-verification=#'] }],
	Salesforce: [
		{
			body: '<form action="https://webto.salesforce.com/servlet/servlet.WebToLead?encoding=UTF-8" method="POST"><input type="hidden" name="oid" value="00D#"></form>',
		},
		{ spf: ['include:_spf.salesforce.com'] },
		loads('https://service.force.com/embeddedservice/5.0/esw.min.js', ''),
	],
};
