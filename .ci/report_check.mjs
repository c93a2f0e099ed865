// Looks at reports in a real browser: nothing is fetched or refused, sorting works by mouse and keyboard, both themes,
// a phone's width, paper, no script, accessibility.
//
// Usage, in a folder where `npm install playwright-core axe-core` ran: node report_check.mjs COSTCALC SCENARIO...
// Reports, screenshots and PDFs stay in that folder, to be looked at. CHROMIUM names the browser [/usr/bin/chromium].

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(process.cwd(), 'check.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [costcalc, ...scenarios] = process.argv.slice(2);
const faults = [];
const check = (holds, text) => holds || faults.push(text);

// Names that would do harm if they were anything but text.
writeFileSync('hostile.csv', [
  'name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count',
  ...['<script>document.title = 1</script>', '<img src=x onerror=document.title=1>', ']]> --> </style></title></svg>',
    'user\u202egpj.exe', 'a\u001b[31m', '결제 서비스', 'الدفع', 'long'.repeat(2500), '🛵'.repeat(50)]
    .map((name, at) => `"${name}",${at + 1}M,120,1024,m7g.large,2`),
].join('\n'));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

// A page that tells what goes wrong in it.
async function open(file, options, expected = 0) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const told = [];
  page.on('console', (message) => told.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => told.push(`error: ${error.message}`));
  page.on('request', (request) => /^(file|data):/.test(request.url()) || told.push(`request: ${request.url()}`));
  await page.goto(`file://${path.resolve(file)}`);
  return { page, close: async () => {
    check(told.length === expected, `${file}: told ${told.length} things, not ${expected}: ${told.join('; ')}`);
    await context.close();
  } };
}

const order = (page, at) => page.$$eval('table[data-sort] tbody tr', (rows, at) =>
  rows.map((row) => row.cells[at].dataset.v ?? row.cells[at].textContent.trim()), at);
const falls = (values) => values.filter((value) => value !== '').map(Number).every((value, at, all) => at === 0 || value <= all[at - 1]);

async function sorting(file) {
  const { page, close } = await open(file, {});
  const before = await order(page, 0);
  if (before.length > 1) {
    const button = (name) => page.getByRole('button', { name, exact: true });
    const state = () => page.$$eval('table[data-sort] th[aria-sort]', (heads) => heads.map((head) => head.getAttribute('aria-sort')));
    await button('Lambda').click();
    check(falls(await order(page, 1)), `${file}: a click sorts by Lambda's cost`);
    check(String(await state()) === 'descending', `${file}: aria-sort after a click`);
    await page.keyboard.press('Enter');
    check(falls((await order(page, 1)).filter((value) => value !== '').reverse()), `${file}: Enter turns the order`);
    check(String(await state()) === 'ascending', `${file}: aria-sort after Enter`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    check(falls(await order(page, 2)), `${file}: Tab and Space sort by EC2's cost`);
    const all = await order(page, 2);
    check(all.indexOf('') === -1 || all.slice(all.indexOf('')).every((value) => value === ''), `${file}: no value comes last`);
    await button('Workload').click();
    const names = await order(page, 0);
    const sorted = [...names].sort(new Intl.Collator('en', { numeric: true }).compare);
    check(String(names) === String(sorted), `${file}: names in order`);
    check(String([...before].sort()) === String([...names].sort()), `${file}: no row is lost`);
    check((await page.locator('#sort-status').textContent()).startsWith('Sorted by Workload'), `${file}: the order is announced`);
  }
  await close();
}

async function policy(file) {
  // Three things that the policy must refuse, each of which the console tells.
  const { page, close } = await open(file, {}, 3);
  await page.evaluate(() => {
    const add = (name, set) => document.body.append(Object.assign(document.createElement(name), set));
    add('script', { textContent: 'window.ran = true' });
    add('style', { textContent: 'body { display: none }' });
    add('p', {}); document.body.lastChild.setAttribute('style', 'color: red');
  });
  check(await page.evaluate(() => window.ran === undefined), `${file}: the policy lets a script run`);
  await close();
}

async function looks(file, name) {
  for (const [look, colorScheme, width] of [['light', 'light', 1280], ['dark', 'dark', 1280], ['phone', 'light', 390], ['phone-dark', 'dark', 390]]) {
    const { page, close } = await open(file, { colorScheme, viewport: { width, height: 900 } });
    const seen = () => page.evaluate(() => {
      const visible = Array.from(document.querySelectorAll('figure svg')).filter((svg) => svg.getBoundingClientRect().width > 0);
      return {
        page: getComputedStyle(document.body).backgroundColor,
        charts: visible.map((svg) => getComputedStyle(svg.querySelector('rect')).fill),
        wide: document.documentElement.scrollWidth,
        cut: visible.filter((svg) => svg.getBoundingClientRect().right > innerWidth).length,
      };
    });
    const { page: background, charts, wide, cut } = await seen();
    check(charts.length > 0 && charts.every((fill) => fill === background), `${file}: ${look}: charts stand on the page's color`);
    check((background === 'rgb(255, 255, 255)') === (colorScheme === 'light'), `${file}: ${look}: ${background}`);
    check(wide <= width && cut === 0, `${file}: ${look}: ${wide} pixels wide, ${cut} charts cut`);
    await page.screenshot({ path: `${name}-${look}.png`, fullPage: true });
    if (width === 1280) {
      await page.emulateMedia({ media: 'print', colorScheme });
      const paper = await seen();
      check([paper.page, ...paper.charts].every((fill) => fill === 'rgb(255, 255, 255)'), `${file}: ${look}: paper is white`);
      await page.pdf({ path: `${name}-${look}-a4.pdf`, format: 'A4' });
      await page.pdf({ path: `${name}-${look}-letter.pdf`, format: 'Letter' });
    }
    await close();
  }
}

async function accessible(file) {
  for (const colorScheme of ['light', 'dark']) {
    const { page, close } = await open(file, { colorScheme, bypassCSP: true });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    for (const { id, nodes } of violations) check(false, `${file}: ${colorScheme}: ${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' ')}`);
    await page.keyboard.press('Tab');
    const first = await page.evaluate(() => document.activeElement.getAttribute('href'));
    check(first === '#main', `${file}: the first stop is the skip link`);
    await close();
  }
}

async function without_script(file) {
  const { page, close } = await open(file, { javaScriptEnabled: false });
  check((await page.locator('table[data-sort] tbody tr').count()) > 0, `${file}: the table is there without a script`);
  check((await page.locator('button').count()) === 0, `${file}: no button without a script`);
  await close();
}

for (const scenario of [...scenarios, 'hostile.csv']) {
  const name = path.basename(scenario, '.csv');
  const file = `${name}.html`;
  execFileSync(costcalc, ['report', scenario, '-o', file]);
  await sorting(file);
  await policy(file);
  await looks(file, name);
  await accessible(file);
  await without_script(file);
  const { page, close } = await open(file, {});
  check((await page.title()).startsWith('AWS Lambda or EC2'), `${file}: a name became a script`);
  await close();
}
await browser.close();
console.log(faults.join('\n') || `${scenarios.length + 1} reports are fine in a browser`);
process.exit(faults.length > 0 ? 1 : 0);
