using Kit.Data.Storage;

namespace Kit.Evaluate.Judging;

/// <summary>Who judges: a name and a function. Decorators make another judge of it.</summary>
/// <param name="Identity">Model and version as they stand in protocols, such as "gpt-3.5-turbo-0125 at example.org".
/// </param>
/// <param name="Ask">Never throws but for cancellation: a failed request is a reply.</param>
public sealed record Judge(string Identity, Func<JudgeRequest, CancellationToken, Task<JudgeReply>> Ask)
{
    /// <summary>A judge that is a function of the two prompts, such as a model of the kit.</summary>
    public static Judge From(string identity, Func<string, string, string> answer) => new(
        identity, (request, _) => Task.FromResult<JudgeReply>(
            new JudgeReply.Text(answer(request.System, request.User))));

    /// <summary>Recorded outputs by key, one an attempt, of which the last repeats; null is a failed request.</summary>
    public static Judge Replay(string identity, IReadOnlyDictionary<string, Sequence<string?>> recorded) => new(
        identity, (request, _) => Task.FromResult(Recorded(request, recorded.GetValueOrDefault(request.Key))));

    /// <summary>Outputs that <see cref="Recording"/> wrote.</summary>
    public static Judge Replay(string path)
    {
        if (!File.Exists(path)) throw new InvalidDataException(
            $"{path}: expected a judge's recording, got no file of this name. Check the path.");
        var records = JsonLines.Read<JudgeRecord>(path).ToList();
        var recorded = records.GroupBy(r => r.Key).ToDictionary(
            g => g.Key, g => Sequence.From(g.OrderBy(r => r.Attempt).Select(r => r.Output)));
        return Replay(records.FirstOrDefault()?.Judge ?? "an empty recording", recorded);
    }

    /// <summary>Also writes every output to a file that <see cref="Replay(string)"/> reads.</summary>
    public Judge Recording(string path)
    {
        var gate = new Lock();
        return this with
        {
            Ask = async (request, cancellation) =>
            {
                var reply = await Ask(request, cancellation).ConfigureAwait(false);
                lock (gate) JsonLines.Append(path, new JudgeRecord(
                    Identity, request.Key, request.Attempt, (reply as JudgeReply.Text)?.Output));
                return reply;
            },
        };
    }

    /// <summary>Keeps texts on disk under a hash of identity, all that is said and shown, and attempt; failed requests
    /// are not kept.</summary>
    public Judge Cached(Cache cache) => this with
    {
        Ask = async (request, cancellation) =>
        {
            var fingerprint = Hashed(request);
            if (cache.Find("judge", fingerprint) is { } folder)
                return new JudgeReply.Text(await File.ReadAllTextAsync(
                    Path.Combine(folder, Output), cancellation).ConfigureAwait(false));
            var reply = await Ask(request, cancellation).ConfigureAwait(false);
            if (reply is JudgeReply.Text text)
                cache.Open("judge", fingerprint, folder =>
                    AtomicFile.WriteText(Path.Combine(folder, Output), text.Output));
            return reply;
        },
    };

    /// <summary>At most so many requests at a time.</summary>
    public Judge Limited(int concurrency)
    {
        var gate = new SemaphoreSlim(concurrency);
        return this with
        {
            Ask = async (request, cancellation) =>
            {
                await gate.WaitAsync(cancellation).ConfigureAwait(false);
                try { return await Ask(request, cancellation).ConfigureAwait(false); }
                finally { gate.Release(); }
            },
        };
    }

    private const string Output = "output.txt";

    private Fingerprint Hashed(JudgeRequest request) => Fingerprint.From(
    [
        new("judge", Identity), new("system", request.System), new("user", request.User),
        new("attempt", FormattableString.Invariant($"{request.Attempt}")),
        .. request.Earlier.SelectMany((turn, k) => new Component[]
        {
            new(FormattableString.Invariant($"user {k}"), turn.User),
            new(FormattableString.Invariant($"assistant {k}"), turn.Assistant),
        }),
        .. request.Frames is { } frames
            ? [new("frames", FormattableString.Invariant(
                $"{frames.Height}×{frames.Width}, {Fingerprint.Digest(frames.Rgb)}"))]
            : Array.Empty<Component>(),
    ]);

    private static JudgeReply Recorded(JudgeRequest request, Sequence<string?>? outputs) =>
        outputs is not { Count: > 0 } ? new JudgeReply.Failed($"no recording of {request.Key}")
        : outputs[Math.Min(request.Attempt, outputs.Count - 1)] is { } text ? new JudgeReply.Text(text)
        : new JudgeReply.Failed("the recorded request failed");
}

/// <summary>One recorded output.</summary>
internal sealed record JudgeRecord(string Judge, string Key, int Attempt, string? Output);
