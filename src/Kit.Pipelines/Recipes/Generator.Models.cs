using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kit.Data.Tokens;
using Kit.Evaluate;
using Kit.Models;
using Kit.Models.Generation;
using static TorchSharp.torch;

namespace Kit.Pipelines.Recipes;

public abstract partial record Generator
{
    /// <summary>A model of the kit; the questions of a clip share one pass over its frames.</summary>
    /// <param name="weights">Hash of weights and adapters.</param>
    /// <param name="interview">How it is asked; every clip must have the same frames and size.</param>
    public static Generator From(string weights, Interview interview) => new Together(
        FormattableString.Invariant(
            $"{weights}, {interview.Template.Name}, {interview.Decoding}, seed {interview.Seed}"),
        interview.Decoding.MaxTokens, Batch(interview.ClipsPerBatch), asked => Interviewed(interview, asked));

    /// <summary>A published checkpoint; clips may differ in frames and size. It also answers words alone, behind
    /// earlier turns.</summary>
    /// <param name="weights">Hash of weights and adapters.</param>
    /// <param name="assistant">How it is asked. Its seed is mixed with each clip and sample.</param>
    public static Generator From(string weights, Assistant assistant) => new Together(
        FormattableString.Invariant(
            $"{weights}, {assistant.Template.Name}, {assistant.Decoding}, seed {assistant.Seed}"),
        assistant.Decoding.MaxTokens, 1, asked => Assisted(assistant, asked));

    /// <summary>Whole batches of the interview that fill a batch of its tower (<see cref="Pixels"/>), 32
    /// clips.</summary>
    private static int Batch(int clips) => clips * Math.Max(1, 32 / clips);

    private static string[] Interviewed(Interview interview, IReadOnlyList<Inquiry> asked)
    {
        foreach (var one in asked) RequireOneTurn(one, system: false);
        var clips = asked.GroupBy(one => (one.Clip, one.Frames)).ToArray();
        using var scope = NewDisposeScope();
        var features = Pixels.Features(interview.Model, [.. clips.Select(clip => Shown(clip.First()))]);
        var answers = interview.Answer(features, [.. clips.Select(clip => (IReadOnlyList<Asked>)
            [.. clip.Select(one => new Asked(one.Wording.User, Stream(one.Draft, one.Sample)))])]);
        var said = clips.Zip(answers).SelectMany(pair => pair.First.Zip(pair.Second))
            .ToDictionary(object (pair) => pair.First, pair => pair.Second, ReferenceEqualityComparer.Instance);
        return [.. asked.Select(one => said[one])];
    }

    private static string[] Assisted(Assistant assistant, IReadOnlyList<Inquiry> asked)
    {
        var said = new Dictionary<object, string>(ReferenceEqualityComparer.Instance);
        foreach (var same in asked.GroupBy(one =>
            (one.Clip, one.Frames, one.Sample, one.Wording.System, one.Wording.Earlier)))
        {
            var system = assistant.Template.System == SystemTurn.None ? "" : same.Key.System;
            var teller = assistant with
            {
                Seed = Stream(FormattableString.Invariant($"{assistant.Seed} {same.Key.Clip}"), same.Key.Sample),
                Template = system.Length > 0 ? assistant.Template.WithSystem(system) : assistant.Template,
            };
            foreach (var (one, answer) in same.Zip(Told(teller, [.. same]).Answers))
                said[one] = teller.Text(answer[0]);
        }

        return [.. asked.Select(one => said[one])];
    }

    /// <summary>Questions of one view and one past, together.</summary>
    private static Generation Told(Assistant teller, Inquiry[] asked)
    {
        Wording[] said = [.. asked.Select(one => Spoken(one.Wording, teller.Template))];
        string[] questions = [.. said.Select(wording => wording.User)];
        if (asked[0].Frames is null) return teller.Say(
            [.. said[0].Earlier.Select(turn => new Turn(turn.User, turn.Assistant))], questions);
        RequireOneTurn(asked[0], system: true);
        return teller.Ask(Shown(asked[0]), questions);
    }

    /// <summary>Families without a place for a system prompt are told it at the head of the first turn.</summary>
    private static Wording Spoken(Wording wording, ChatTemplate template) =>
        wording.System.Length == 0 || template.System != SystemTurn.None ? wording
        : wording.Earlier.Count == 0 ? wording with { User = $"{wording.System}\n{wording.User}" }
        : wording with
        {
            Earlier =
            [
                wording.Earlier[0] with { User = $"{wording.System}\n{wording.Earlier[0].User}" },
                .. wording.Earlier.Skip(1),
            ],
        };

    private static Video.Frames Shown(Inquiry one) => one.Frames ?? throw new ArgumentException(
        $"draft {one.Draft}: expected a view of its clip, got text alone. A video model needs a clip.");

    private static void RequireOneTurn(Inquiry one, bool system)
    {
        if (one.Wording.Earlier.Count > 0 || (one.Wording.System.Length > 0 && !system)) throw new ArgumentException(
            $"draft {one.Draft}: expected a user's turn alone, got {(one.Wording.Earlier.Count > 0
                ? "earlier turns" : "a system prompt")}. Say all of it in the user's turn.");
    }

    private static long Stream(string name, int sample) => BinaryPrimitives.ReadInt64LittleEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{sample} {name}"))));
}
