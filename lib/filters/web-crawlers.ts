// Programs that visit pages for search engines, link previews and monitoring.

// A name that ends in "bot" or "spider" is one, phones by Cubot excepted. In-app browsers of Facebook are people.
const CRAWLER = new RegExp(
  [
    /mediapartners-google|adsbot-google|googlebot|feedfetcher-google|google-inspectiontool|calypso appcrawler/,
    /bingbot|bingpreview|baiduspider|baidu-yunguanc|slurp|sogou|yandex\w{0,20}bot|ia_archiver|duckduck/,
    /facebookexternalhit|facebookcatalog|meta-externala/,
    /(?<!cu)bots?(?:[/ ;)]|$)|spider(?:[/ ;)]|$)/,
    /slack/,
    /pingdom|uptimerobot|better ?uptime|gtmetrix|chrome-lighthouse|elb-healthchecker|cloudflare-healthchecks/,
    /aws security scanner|hubspot crawler|lyticsbot|bytespider|headlesschrome\/[\d.]{1,20} \(compatible/,
    /claude-user|chatgpt-user|perplexity-user|oai-searchbot/,
  ]
    .map((part) => part.source)
    .join("|"),
  "i",
);

// Slack's own deliveries of webhooks, which carry a person's doing.
const ALLOWED = /^slackbot 1\./i;

const MAX_CHARS = 1_024;

/** By the User-Agent. */
export function isWebCrawler(userAgent: string): boolean {
  const text = userAgent.slice(0, MAX_CHARS);
  return CRAWLER.test(text) && !ALLOWED.test(text);
}
