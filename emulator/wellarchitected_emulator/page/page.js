// Draws what the control calls answer, once a second. Every text gets into the page as a text node, never as HTML.
"use strict";

const LAST_REQUESTS = 100;
const STATES = { ACCEPTED: "good", ASSOCIATED: "good", PENDING: "waiting", ASSOCIATING: "waiting" };
const drawn = {};
let asked = 0;
let answered = 0;

const find = (selector) => document.querySelector(selector);

async function call(method, name, body) {
  const response = await fetch(`/_emulator/${name}`, { method, body: body && JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function button(text, name, act) {
  const made = element("button", { type: "button", "aria-label": name }, text);
  made.addEventListener("click", () => run(act));
  return made;
}

// Do what a button says, then draw the page again. A failure is shown until the next click.
async function run(act) {
  let failure = "";
  try {
    await act();
  } catch (error) {
    failure = error.message;
  }
  find("#message").textContent = failure;
  await draw();
}

// A table in a section: columns are titles, rows are lists of cells. A cell is a text, an element, or a list of them.
// It is drawn only when it changes, so that a selection and the focus stay.
function table(section, columns, rows, none, key = rows) {
  const signature = JSON.stringify(key);
  if (drawn[section] === signature) return;
  drawn[section] = signature;
  find(`#${section} .drawn`)?.remove();
  const cells = (row) => row.map((cell, at) =>
    element("td", { "data-label": columns[at] }, element("div", {}, ...[cell].flat())));
  const head = element("thead", {}, element("tr", {}, ...columns.map((title) => element("th", {}, title))));
  const body = element("tbody", {}, ...rows.map((row) => element("tr", {}, ...cells(row))));
  const content = rows.length ? element("table", { class: "drawn" }, head, body) : element("p", { class: "drawn quiet" }, none);
  find(`#${section}`).append(content);
}

const code = (text) => element("span", { class: "code" }, text);
const account = (id) => element("span", { class: "code account" }, id);
const badge = (text, state) => element("span", { "data-state": state }, text);
const ownerOf = (arn) => arn.split(":")[4];

function age(from, now) {
  const seconds = Math.max(0, (new Date(now) - new Date(from)) / 1000);
  for (const [name, size] of [["day", 86400], ["hour", 3600], ["minute", 60]]) {
    const count = Math.floor(seconds / size);
    if (count) return `${count} ${name}${count > 1 ? "s" : ""}`;
  }
  return "less than a minute";
}

function drawShares(shares, lenses, now) {
  const names = Object.fromEntries(lenses.map((lens) => [lens.arn, lens.name]));
  const nameOf = (share) => names[share.lens_arn] ?? share.lens_arn;
  const status = (share) => badge(share.status, STATES[share.status] ?? "bad");
  const message = (share) => element("div", { class: "loose quiet" }, share.status_message);
  const key = shares.map((share) => [share, nameOf(share), age(share.created_at, now)]);
  table("shares", ["Lens", "Shared with", "Status", "Age", "Share ID"], shares.map((share) => [
    nameOf(share), code(share.shared_with), [status(share), message(share)], age(share.created_at, now),
    code(share.share_id),
  ]), "No lens is shared.", key);

  const pending = shares.filter((share) => share.status === "PENDING" && share.consumer);
  const answer = (share, action) => () =>
    call("POST", "invitations", { lens: share.lens_arn, share_id: share.share_id, action });
  const buttons = (share) => element("span", {},
    button("Accept", `Accept ${nameOf(share)} for ${share.shared_with}`, answer(share, "ACCEPT")),
    button("Reject", `Reject ${nameOf(share)} for ${share.shared_with}`, answer(share, "REJECT")));
  table("invitations", ["Account", "Lens", "From", "Age", "Answer"], pending.map((share) => [
    account(share.consumer), nameOf(share), account(ownerOf(share.lens_arn)), age(share.created_at, now), buttons(share),
  ]), "No invitation waits for an answer.", key);
}

function drawLenses(lenses) {
  table("lenses", ["Name", "Versions", "ARN"], lenses.map((lens) => [
    lens.name,
    [...lens.versions, ...(lens.draft ? ["draft"] : [])].join(", "),
    code(lens.arn),
  ]), "There is no lens.", lenses);
}

function drawAccounts(lenses, shares) {
  const owners = lenses.map((lens) => ownerOf(lens.arn));
  const consumers = shares.filter((share) => share.consumer).map((share) => share.consumer);
  const ids = [...new Set([...owners, ...consumers])].sort();
  const count = (id, status) => shares.filter((share) => share.consumer === id && share.status === status).length;
  table("accounts", ["Account", "Own lenses", "Accepted", "Pending"], ids.map((id) => [
    account(id), `${owners.filter((owner) => owner === id).length}`, `${count(id, "ACCEPTED")}`, `${count(id, "PENDING")}`,
  ]), "No account has a lens.", [owners, shares]);
}

function drawFaults(faults) {
  const other = (fault) => (fault.body === null ? "usual" : `HTTP ${fault.status}`);
  const answer = (fault) => fault.error ?? (fault.drop ? "connection closed" : other(fault));
  table("faults", ["Operation", "Answer", "Executed", "Delay", "Happened"], faults.map((fault) => [
    fault.operation ?? "any", answer(fault), fault.when === "after" || answer(fault) === "usual" ? "yes" : "no",
    `${fault.latency} s`, `${fault.happened} of ${fault.times ?? "unlimited"}`,
  ]), "No fault is active.", faults);
}

function drawRequests(requests) {
  const answer = ({ status, error, seconds }) =>
    badge(status ? `${status} ${error ?? ""}` : seconds === null ? "…" : "dropped", status && status < 400 ? "good" : "bad");
  table("requests", ["Time", "Account", "Operation", "Parameters", "Answer"], [...requests].reverse().map((request) => [
    element("time", {}, request.time.slice(11, 19)), account(request.account), request.operation,
    code(parameters(request)), answer(request),
  ]), "No request was logged.", requests);
}

function parameters(request) {
  const shown = Object.entries(request.parameters).filter(([name]) => name !== "ClientRequestToken");
  const text = shown.map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`).join(" ");
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

async function draw() {
  const turn = ++asked;
  try {
    const [{ now }, { lenses }, { shares }, { faults }, { requests }] = await Promise.all(
      ["clock", "lenses", "shares", "faults", `log?last=${LAST_REQUESTS}`].map((name) => call("GET", name)));
    if (turn < answered) return;  // a later draw was faster
    answered = turn;
    find("#clock time").textContent = `${now.slice(0, 10)} ${now.slice(11, 19)} UTC`;
    drawShares(shares, lenses, now);
    drawLenses(lenses);
    drawAccounts(lenses, shares);
    drawFaults(faults);
    drawRequests(requests);
    find("#silence").hidden = true;
  } catch (error) {
    find("#silence").hidden = false;
  }
}

function readFault(form) {
  const { operation, answer, when, latency, times } = Object.fromEntries(new FormData(form));
  const fault = { when, latency: Number(latency), times: times ? Number(times) : null };
  if (operation) fault.operation = operation;
  if (answer === "drop") fault.drop = true;
  else if (answer !== "late") fault.error = answer;
  return fault;
}

for (const further of document.querySelectorAll("#clock button")) {
  further.addEventListener("click", () => run(() => call("POST", "clock", { seconds: Number(further.dataset.seconds) })));
}
find("#faults form").addEventListener("submit", (event) => {
  event.preventDefault();
  run(() => call("POST", "faults", readFault(event.target)));
});
find("#clear-faults").addEventListener("click", () => run(() => call("DELETE", "faults")));
find("#clear-requests").addEventListener("click", () => run(() => call("DELETE", "log")));

draw();
setInterval(() => document.hidden || draw(), 1000);
