using System.Text.Json;
using System.Text.Json.Nodes;
using Kit.Pairs;

namespace Kit.Data.Datasets;

public abstract partial record DatasetFormat
{
    /// <summary>RRPO's self-alignment pairs for LLaVA-Video and LongVU: spans in <c>&lt;MASK&gt;</c> tags.</summary>
    /// <remarks>The question opens with <c>&lt;image&gt;\n</c>, which stands for the clip. Deviation: spans are
    /// character ranges of the unmarked text; the released loader tokenises the marked text and drops pairs whose two
    /// tokenisations disagree. A clip of frame files, which the released files have none of, is written as the list of
    /// its paths (<see cref="ClipText"/>).</remarks>
    public sealed record SelfAlignment(ClipField Clip) : DatasetFormat
    {
        private const string Opening = "<image>\n";

        public override string Name => Clip.Format;

        public override string Shape =>
            $"question, answer, pred, answer_masked, pred_masked, sample_id, {Clip.Key}";

        internal override Example? Read(RowReader row)
        {
            var (id, question, clip) = (row.Id("sample_id"), row.Text("question"), row.Text(Clip.Key));
            var (answer, prediction) = (row.Text("answer"), row.Text("pred"));
            var (chosen, rejected) = (row.Text("answer_masked"), row.Text("pred_masked"));
            return row.Make(() => new Example.Preferred(
                id, Asked(question, clip), Markers.Align(answer, chosen), [Markers.Align(prediction, rejected)], [],
                null, row.Rest));
        }

        private protected override JsonObject? Fill(Example example) => example is not Example.Preferred
        {
            Rejected: [var rejected], RejectedMedia.Count: 0, Grades: null,
            Prompt: { Turns: [var turn], Media: [Media.Video or Media.FrameFiles] },
        } pair ? null : new JsonObject
        {
            ["question"] = Spelled(turn),
            ["answer"] = pair.Chosen.Text,
            ["pred"] = rejected.Text,
            ["answer_masked"] = Markers.ToText(pair.Chosen),
            ["pred_masked"] = Markers.ToText(rejected),
            ["sample_id"] = pair.Id,
            [Clip.Key] = ClipText.From(pair.Prompt.Media[0]),
        };

        private static Prompt Asked(string question, string clip)
        {
            var words = question.StartsWith(Opening, StringComparison.Ordinal)
                ? $"<video>\n{question[Opening.Length..]}" : question;
            return new([new Turn(Role.User, words)], [ClipText.ToMedia(clip)]);
        }

        private static string Spelled(Turn turn) => turn.Text.Replace("<video>\n", Opening, StringComparison.Ordinal);
    }

    /// <summary>RRPO's pairs for VideoChat2: <c>QA</c> and <c>QA_NEG</c>, lists of instruction, question, answer.
    /// </summary>
    /// <remarks>No spans: mark them with <see cref="Difference.Mark"/>. All turns but the last answer must agree; the
    /// released loader shuffles both lists independently, which compares answers to different questions.</remarks>
    public sealed record VideoChat2 : DatasetFormat
    {
        public override string Name => "videochat2";

        public override string Shape => "video, sample_id, QA [{i, q, a}], QA_NEG [{i, q, a}]";

        internal override Example? Read(RowReader row)
        {
            var (id, clip) = (row.Id("sample_id"), row.Text("video"));
            var (right, wrong) = (Turns(row, "QA"), Turns(row, "QA_NEG"));
            return row.Make(() => new Example.Preferred(
                id, Shared(right, wrong, clip), new Answer(right[^1].Text), [new Answer(wrong[^1].Text)], [], null,
                row.Rest));
        }

        private protected override JsonObject? Fill(Example example) => example is not Example.Preferred
        {
            Rejected: [var rejected], RejectedMedia.Count: 0, Grades: null, Prompt: { Media: [Media.Video video] },
        } pair ? null : new JsonObject
        {
            ["video"] = video.Path,
            ["sample_id"] = pair.Id,
            ["QA"] = Questions(pair.Prompt, pair.Chosen),
            ["QA_NEG"] = Questions(pair.Prompt, rejected),
        };

        private static Prompt Shared(Sequence<Turn> right, Sequence<Turn> wrong, string clip) =>
            right.SkipLast(1).SequenceEqual(wrong.SkipLast(1))
                ? new([.. right.SkipLast(1)], [new Media.Video(clip)])
                : throw new ArgumentException("QA_NEG: expected QA's turns with another last answer, got other turns.");

        /// <summary>The first instruction is the system's turn; an empty question is a caption's.</summary>
        private static Sequence<Turn> Turns(RowReader row, string name)
        {
            var items = row.Items(name);
            var parts = items
                .Select(item => (Instruction: Part(item, "i"), Question: Part(item, "q"), Answer: Part(item, "a")))
                .ToArray();
            var wrong = Array.FindIndex(parts, part => part.Question is null || part.Answer is null);
            if (parts.Length == 0) return row.Missing<Sequence<Turn>>(name, []);
            if (wrong >= 0)
                return row.Fault<Sequence<Turn>>(name, "[{\"i\": …, \"q\": …, \"a\": …}]", items[wrong], []);
            return [.. Instruction(parts[0].Instruction), .. parts.SelectMany(part => new[]
            {
                new Turn(Role.User, part.Question!), new Turn(Role.Assistant, part.Answer!),
            })];
        }

        private static IEnumerable<Turn> Instruction(string? text) =>
            text is null ? [] : [new Turn(Role.System, text)];

        private static string? Part(JsonElement item, string key) =>
            item.ValueKind is JsonValueKind.Object && item.TryGetProperty(key, out var value)
            && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

        private static JsonArray Questions(Prompt prompt, Answer answer)
        {
            var instruction = prompt.Turns[0].Role is Role.System ? prompt.Turns[0].Text : null;
            var spoken = prompt.Turns.Skip(instruction is null ? 0 : 1).Select(turn => turn.Text).Append(answer.Text);
            return
            [
                .. spoken.Chunk(2).Select((pair, k) => Item(k == 0 || instruction is null ? instruction : "", pair)),
            ];
        }

        private static JsonObject Item(string? instruction, string[] pair)
        {
            var item = new JsonObject { ["q"] = pair[0], ["a"] = pair[1] };
            if (instruction is not null) item.Insert(0, "i", instruction);
            return item;
        }
    }
}
