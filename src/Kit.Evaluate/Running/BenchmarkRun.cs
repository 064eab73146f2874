using System.Collections.Concurrent;
using Kit.Data.Storage;
using Kit.Data.Video;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Scoring;
using Kit.Pairs;
using Kit.Video;

namespace Kit.Evaluate.Running;

/// <summary>How far a run is.</summary>
/// <param name="Done">Clips answered or refused.</param>
/// <param name="Total">Clips of this shard.</param>
/// <param name="Note">The clip.</param>
public sealed record RunStep(int Done, int Total, string Note);

/// <summary>The answers of a run, and what could not be asked.</summary>
/// <param name="Answers">By item id.</param>
/// <param name="Failed">Items without an answer, each with its reason.</param>
public sealed record RunAnswers(IReadOnlyDictionary<string, string?> Answers, Ledger Failed)
{
    public override string ToString() => FormattableString.Invariant($"{Answers.Count} answers; failures: {Failed}");
}

/// <summary>Asks a benchmark's questions: clips are decoded ahead of the answers, every answer is logged at once, and a
/// run that was cut off goes on where it stopped.</summary>
/// <param name="Benchmark">Prompt and frames.</param>
/// <param name="Questions">What is asked.</param>
/// <param name="Videos">Where the clips are.</param>
/// <param name="Respondent">Who answers.</param>
/// <param name="Folder">Where answers are logged.</param>
public sealed record BenchmarkRun(
    Benchmark Benchmark, QuestionSet Questions, VideoFolder Videos, Respondent Respondent, string Folder)
{
    /// <summary>The clips that this process asks about.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Folder of SubRip files by clip name, shown where the prompt has the field {subtitles}.</summary>
    public string? SubtitleFolder { get; init; }

    /// <summary>Most clips that wait decoded.</summary>
    public int Ahead { get; init; } = 2;

    /// <summary>The conditions of its numbers.</summary>
    public Protocol Protocol => new(
        $"{Benchmark.Name}, questions {Questions.Digest[..12]}", Benchmark.Frames.Most, $"{Benchmark.Frames}",
        $"{(object?)Respondent.Size ?? "as recorded"}", $"{Benchmark.Prompt}", $"{Benchmark.Extraction}",
        Respondent.Decoding);

    /// <summary>Everything that the answers depend on.</summary>
    public Fingerprint Conditions => Fingerprint.From(
        Protocol.Conditions.Where(c => c.Name is not ("parser" or "judge")).Select(c => new Component(c.Name, c.Value))
            .Append(new("weights", Respondent.Subject.Weights)).Append(new("adapters", Respondent.Subject.Adapters)));

    /// <summary>Asks what is not answered yet.</summary>
    /// <param name="progress">Told after each clip.</param>
    /// <param name="cancellation">Stops between clips; what was answered stays.</param>
    public RunAnswers Ask(IProgress<RunStep>? progress = null, CancellationToken cancellation = default)
    {
        var answers = AnswerLog.Open(Folder, Shard, Conditions);
        var failed = Ledger.Empty;
        foreach (var item in Questions.Items.Where(item => item.Video == "" && Shard.Index == 0))
            if (!answers.ContainsKey(item.Id)) Log(answers, item, "");
        var mine = Footage.From(Questions.Items).Where((_, place) => Shard.Holds(place)).ToList();
        var open = mine.Where(clip => clip.Items.Any(item => !answers.ContainsKey(item.Id))).ToList();
        var done = mine.Count - open.Count;
        progress?.Report(new RunStep(done, mine.Count, ""));
        foreach (var shown in Decoded(open, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (item, answer, refusal) in Answered(shown, answers))
                if (refusal is null) Log(answers, item, answer!);
                else failed = failed.Add(item.Id, new Fate.Failed(refusal));
            progress?.Report(new RunStep(++done, mine.Count, shown.Clip.Video));
        }

        return new RunAnswers(answers, failed);
    }

    private void Log(Dictionary<string, string?> answers, Item item, string answer)
    {
        AnswerLog.Append(Folder, Shard, new AnswerRecord(item.Id, answer));
        answers[item.Id] = answer;
    }

    private IEnumerable<(Item Item, string? Answer, string? Refusal)> Answered(
        Shown shown, Dictionary<string, string?> answers)
    {
        Item[] open = [.. shown.Clip.Items.Where(item => !answers.ContainsKey(item.Id))];
        if (shown.Frames is not { } frames) return open.Select(item => (item, (string?)null, shown.Refusal));
        string[] prompts = [.. open.Select(item => Benchmark.Prompt.Apply(Subtitled(item, frames)))];
        try
        {
            return open.Zip(Respondent.Answer(frames, prompts), (item, answer) =>
                (item, (string?)answer, (string?)null)).ToList();
        }
        catch (Exception refusal) when (IsRefusal(refusal))
        {
            return [.. open.Zip(prompts, (item, prompt) => One(frames, item, prompt))];
        }
    }

    /// <summary>Alone, so that one question that is refused does not take the others of its clip with it.</summary>
    private (Item, string?, string?) One(Frames frames, Item item, string prompt)
    {
        try { return (item, Respondent.Answer(frames, [prompt])[0], null); }
        catch (Exception refusal) when (IsRefusal(refusal)) { return (item, null, refusal.Message); }
    }

    private static bool IsRefusal(Exception e) => e is ArgumentException or FormatException or InvalidDataException;

    private Item Subtitled(Item item, Frames frames)
    {
        if (SubtitleFolder is null) return item;
        var file = Path.Combine(SubtitleFolder, $"{Path.GetFileNameWithoutExtension(item.Video)}.srt");
        return item.With(new Label(
            "subtitles", File.Exists(file) ? Subtitles.At(File.ReadAllText(file), frames.Timestamps) : ""));
    }

    /// <summary>Clips in order, decoded by another thread that is at most <see cref="Ahead"/> clips ahead.</summary>
    private IEnumerable<Shown> Decoded(List<Footage> clips, CancellationToken cancellation)
    {
        using var queue = new BlockingCollection<Shown>(Math.Max(1, Ahead));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var decoding = Task.Run(() => Decode(clips, queue, stop.Token), CancellationToken.None);
        try
        {
            foreach (var shown in queue.GetConsumingEnumerable(cancellation)) yield return shown;
        }
        finally
        {
            stop.Cancel();
            decoding.GetAwaiter().GetResult();
        }
    }

    private void Decode(List<Footage> clips, BlockingCollection<Shown> queue, CancellationToken stop)
    {
        try
        {
            foreach (var clip in clips) queue.Add(Show(clip, stop), stop);
        }
        catch (OperationCanceledException)
        {
            // The reader left; it says why.
        }
        finally
        {
            queue.CompleteAdding();
        }
    }

    private Shown Show(Footage clip, CancellationToken stop)
    {
        try { return new Shown(clip, clip.Read(Videos, Benchmark.Frames, Respondent.Size, stop), null); }
        catch (UnreadableVideoException refusal) { return new Shown(clip, null, refusal.Message); }
        catch (ArgumentException refusal) { return new Shown(clip, null, refusal.Message); }
    }

    private sealed record Shown(Footage Clip, Frames? Frames, string? Refusal);
}
