/**
 * A school's platform for tests: scorm-again keeps the data, and the standard's own limits, which it
 * is lenient with, are held here. Written from the standard, not from the code under test.
 */
(() => {
  const { standard, stored, mode, faults } = JSON.parse(document.getElementById("course").textContent);
  const old = standard === "1.2";
  const settings = { autocommit: false, lmsCommitUrl: false, logLevel: 5 };
  const api = old ? new Scorm12API(settings) : new Scorm2004API(settings);
  const read = old ? "cmi.core" : "cmi";
  const [learner, name] = old ? ["student_id", "student_name"] : ["learner_id", "learner_name"];
  const start = {
    ...Object.fromEntries(Object.entries(stored.values).filter(([key]) => !/session_time|\.exit$/.test(key))),
    [`${read}.${learner}`]: stored.learner,
    [`${read}.${name}`]: "Élève",
    [`${read}.${old ? "lesson_mode" : "mode"}`]: mode,
    [`${read}.entry`]: stored.values[`${read}.exit`] === "suspend" ? "resume" : "ab-initio",
    ...stored.given,
  };
  api.loadFromFlattenedJSON(start);

  const SIGN = "[a-z0-9]";
  const WORD = "[A-Za-z0-9_]{1,250}";
  const list = (part, between) => new RegExp(`^${part}(${between}${part})*$`);
  const responses = old
    ? {
        choice: list(SIGN, ","),
        sequencing: list(SIGN, ","),
        matching: list(`${SIGN}\\.${SIGN}`, ","),
        numeric: /^-?\d+(\.\d+)?$/,
        "fill-in": /^.{0,255}$/su,
      }
    : {
        choice: list(WORD, "\\[,\\]"),
        sequencing: list(WORD, "\\[,\\]"),
        matching: list(`${WORD}\\[\\.\\]${WORD}`, "\\[,\\]"),
        numeric: /^-?\d{1,5}(\.\d{1,7})?(\[:\]-?\d{1,5}(\.\d{1,7})?)?$/,
        "fill-in": /^(?!\{).{0,250}(\[,\](?!\{).{0,250}){0,9}$/u,
        "long-fill-in": /^(?!\{).{0,4000}$/u,
      };
  const percent = (value) => /^\d{1,3}(\.\d{1,2})?$/.test(value) && Number(value) <= 100;
  const limits = old
    ? [
        [/^cmi\.suspend_data$/, (value) => value.length <= 4096],
        [/\.n\.id$/, (value) => /^[A-Za-z0-9_-]{1,255}$/.test(value)],
        [/\.n\.time$/, (value) => /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/.test(value)],
        [/latency$|session_time$/, (value) => /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/.test(value)],
        [/\.n\.result$/, (value) => /^(correct|wrong|unanticipated|neutral|\d+(\.\d+)?)$/.test(value)],
        [/weighting$|score\.(raw|min|max)$/, percent],
        [/lesson_status$/, (value) => /^(passed|completed|failed|incomplete|browsed)$/.test(value)],
        [/exit$/, (value) => /^(time-out|suspend|logout|)$/.test(value)],
      ]
    : [
        [/^cmi\.suspend_data$/, (value) => value.length <= 64000],
        [/\.n\.id$/, (value) => /^[A-Za-z0-9_.:-]{1,4000}$/.test(value)],
        [/timestamp$/, (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,2}(Z|[+-]\d\d:\d\d)?)?$/.test(value)],
        [/latency$|session_time$/, (value) => /^PT\d+H\d+M\d+(\.\d{1,2})?S$/.test(value)],
        [/\.n\.result$/, (value) => /^(correct|incorrect|unanticipated|neutral|-?\d+(\.\d+)?)$/.test(value)],
        [/scaled$/, (value) => Number(value) >= -1 && Number(value) <= 1],
        [/completion_status$/, (value) => /^(completed|incomplete|not attempted|unknown)$/.test(value)],
        [/success_status$/, (value) => /^(passed|failed|unknown)$/.test(value)],
        [/exit$/, (value) => /^(time-out|suspend|logout|normal|)$/.test(value)],
      ];

  const platform = {
    calls: [],
    refused: [],
    values: { ...stored.values },
    committed: { ...stored.values },
    commits: 0,
    faults: [...faults],
    open: false,
    finished: 0,
  };
  window.platform = platform;

  /** What the standard says to a value, beyond what scorm-again looks at. */
  function takes(element, value) {
    if (typeof value !== "string") return false;
    const plain = element.replace(/\.\d+(?=\.|$)/g, ".n");
    const kind = platform.values[element.replace(/(interactions\.\d+)\..*/, "$1.type")];
    if (/(student_response|learner_response|pattern)$/.test(plain)) return responses[kind]?.test(value) ?? false;
    const found = limits.find(([pattern]) => pattern.test(plain));
    return found ? found[1](value) : true;
  }

  const own = old
    ? ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit"]
    : ["Initialize", "Terminate", "GetValue", "SetValue", "Commit"];
  const [open, close, get, set, commit] = own;
  const wrapped = {};
  for (const call of Object.keys(api).concat(Object.getOwnPropertyNames(Object.getPrototypeOf(api)))) {
    if (/^(LMS)?(Get(LastError|ErrorString|Diagnostic))$/.test(call)) {
      wrapped[call] = (...given) => api[call](...given);
    }
  }
  for (const call of own) {
    wrapped[call] = (...given) => {
      platform.calls.push([call, ...given]);
      if (platform.faults.includes(`throw ${call}`)) throw new Error("the platform is away");
      if (platform.faults.includes(`refuse ${call}`)) return "false";
      if (platform.faults.includes(`refuse ${given[0]}`)) return "false";
      if (call === set && !takes(given[0], given[1])) {
        platform.refused.push(given);
        return "false";
      }
      const answer = api[call](...given);
      if (call === open) platform.open = answer === "true";
      if (call === set) {
        if (answer === "true") [platform.values[given[0]]] = [given[1]];
        else platform.refused.push([...given, api[old ? "LMSGetLastError" : "GetLastError"]()]);
      }
      if (call === commit || call === close) {
        platform.committed = { ...platform.values };
        platform.commits += 1;
      }
      if (call === close) platform.finished += 1;
      return answer;
    };
  }
  if (!faults.includes("no object")) window[old ? "API" : "API_1484_11"] = wrapped;
})();
