import { wait } from "./time";
import { say } from "./words";

/** An error as the server tells it (RFC 9457). */
export interface Problem {
  status: number;
  type: string;
  title: string;
  detail?: string;
  errors?: { field: string; message: string }[];
  seats?: number[];
  pools?: number[];
  limit?: number;
  free?: number;
  retryAfter?: number;
}

/** What came back: a body, or a problem. A lost network is a problem of status 0. */
export type Answer<T> = { ok: true; status: number; body: T } | { ok: false; problem: Problem };

interface Request {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  headers?: Record<string, string>;
  timeout?: number;
  keepalive?: boolean;
}

const OFFLINE: Problem = {
  status: 0,
  type: "/problems/offline",
  title: say("offline"),
  detail: say("checkConnection"),
};

/** Asks once. Never throws. */
export async function ask<T>(path: string, request: Request = {}): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: request.method ?? "GET",
      headers: {
        accept: "application/json",
        ...(request.body === undefined ? {} : { "content-type": "application/json" }),
        ...request.headers,
      },
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
      keepalive: request.keepalive,
      signal: AbortSignal.timeout(request.timeout ?? 15_000),
    });
    const text = await response.text();
    if (response.ok) {
      return { ok: true, status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
    }
    return { ok: false, problem: { ...problem(response, text), retryAfter: retryAfter(response) } };
  } catch {
    return { ok: false, problem: OFFLINE };
  }
}

function problem(response: Response, text: string): Problem {
  try {
    return { ...JSON.parse(text), status: response.status };
  } catch {
    return {
      status: response.status,
      type: "/problems/unknown",
      title: say("unknown"),
      detail: say("unknownStatus", { status: response.status }),
    };
  }
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after"));
  return seconds > 0 ? seconds : undefined;
}

/**
 * Asks again for up to half a minute while there is no answer, or one that says to wait. Only for
 * requests that are the same when repeated. `waiting` hears of each repetition.
 */
export async function askUntilAnswered<T>(
  path: string,
  request: Request,
  waiting: (attempt: number) => void = () => {},
): Promise<Answer<T>> {
  const deadline = Date.now() + 30_000;
  for (let attempt = 1; ; attempt++) {
    const answer = await ask<T>(path, request);
    if (answer.ok || !mayRepeat(answer.problem) || Date.now() > deadline) {
      return answer;
    }
    waiting(attempt);
    const pause = (answer.problem.retryAfter ?? Math.min(4, 0.4 * 2 ** attempt)) * 1000;
    // Spread out, so that all who were turned away do not come back at once.
    await wait(pause * (0.75 + Math.random() / 2));
  }
}

/** A payment provider that is away is not waited for: people may choose another. */
function mayRepeat(problem: Problem): boolean {
  if (kind(problem) === "payment-method-away") {
    return false;
  }
  return problem.status === 0 || problem.status === 503 || (problem.status === 429 && (problem.retryAfter ?? 0) <= 30) || problem.status === 504;
}

/** The last part of a problem's type, such as `seats-lost`. */
export function kind(problem: Problem): string {
  return (problem.type ?? "").split("/").pop() ?? "";
}

/** A problem in words. */
export function words(problem: Problem): string {
  return problem.detail ? `${problem.title}. ${problem.detail}` : `${problem.title}.`;
}
