using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kit.Data.Datasets;

public abstract partial record DatasetFormat
{
    /// <summary>VLM-RLAIF's <c>SFT_short.json</c>, <c>SFT_long.json</c> and <c>PPO_init.json</c>: conversations about
    /// the frames of a clip.</summary>
    /// <remarks>Ahn et al. 2024 (arXiv:2402.03746), released data. One <c>&lt;image&gt;</c> stands for all frames.
    /// Its documentation calls the speaker's key <c>role</c>, its files and loader <c>from</c>.</remarks>
    public sealed record RlaifTuning : DatasetFormat
    {
        public override string Name => "vlm-rlaif/sft";

        public override string Shape => "id, conversations [{from, value}], images [frames]";

        internal override Example? Read(RowReader row)
        {
            if (row.Value("uid") is { } uid) row.Fault("uid", "no such field, which only queries have", uid, "");
            var (id, media, turns) = (row.Id(), FramesOf(row), row.Turns("conversations", Dialect.ShareGpt));
            return row.Make(() => new Example.Demonstrated(
                id, Shown([.. turns.SkipLast(1)], media), Final(turns), row.Rest));
        }

        private protected override JsonObject? Fill(Example example) => example is not Example.Demonstrated
        {
            Prompt.Media: [Media.FrameFiles frames],
        } one ? null : new JsonObject
        {
            ["id"] = one.Id,
            ["conversations"] = Told([.. Whole(one, one.Answer)]),
            ["images"] = Paths(frames),
        };
    }

    /// <summary>VLM-RLAIF's reward data: two answers and which one the judge prefers, 1 or 2.</summary>
    /// <remarks>The released loader puts each answer in place of the conversation's last turn; what stands there is
    /// kept and not read.</remarks>
    public sealed record RlaifReward : DatasetFormat
    {
        public override string Name => "vlm-rlaif/rm";

        public override string Shape => "id, conversations [{from, value}], images [frames], "
            + "output_1 {from, value}, output_2 {from, value}, preference";

        internal override Example? Read(RowReader row)
        {
            var (id, media, turns) = (row.Id(), FramesOf(row), Unread(row));
            var (first, second) = (row.Answer("output_1", Dialect.ShareGpt), row.Answer("output_2", Dialect.ShareGpt));
            var preferred = Preference(row);
            return row.Make(() => new Example.Preferred(
                id, Shown([.. turns.SkipLast(1)], media), preferred == 1 ? first : second,
                [preferred == 1 ? second : first], [], null, row.Rest));
        }

        private protected override JsonObject? Fill(Example example)
        {
            if (example is not Example.Preferred
                {
                    Rejected: [var rejected], RejectedMedia.Count: 0, Grades: null,
                    Prompt.Media: [Media.FrameFiles frames],
                } pair) return null;
            var swapped = pair.Rest.Any(field => field is { Name: "preference", Json: "2" });
            var (first, second) = swapped ? (rejected, pair.Chosen) : (pair.Chosen, rejected);
            return new JsonObject
            {
                ["id"] = pair.Id,
                ["conversations"] = Told(
                    [.. pair.Prompt.Turns, new Turn(Role.Assistant, Last(pair) ?? pair.Chosen.Text)]),
                ["images"] = Paths(frames),
                ["output_1"] = Dialect.ShareGpt.Write(new Turn(Role.Assistant, first.Text)),
                ["output_2"] = Dialect.ShareGpt.Write(new Turn(Role.Assistant, second.Text)),
                ["preference"] = swapped ? 2 : 1,
            };
        }

        /// <summary>Kept as it is, so that the same answer comes first when the record is written.</summary>
        private static int Preference(RowReader row) => row.Value("preference") switch
        {
            null => row.Missing("preference", 1),
            { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var one) && one is 1 or 2 =>
                number.GetInt32(),
            { } other => row.Fault("preference", "1 or 2", other, 1),
        };
    }

    /// <summary>VLM-RLAIF's <c>RL_data.json</c>: questions that the policy answers itself.</summary>
    /// <remarks>As the released loader has it, the first turn is the question and the second, whose text is not used, a
    /// model's. <c>caption_type</c> and <c>length_bonus</c>, which it ignores, are kept. It leaves out questions that
    /// are too long without leaving out their images, so that all later ones meet another's clip; here nothing is left
    /// out. A <c>uid</c> is an integer; examples with another id are another format's.</remarks>
    public sealed record RlaifQueries : DatasetFormat
    {
        public override string Name => "vlm-rlaif/rl";

        public override string Shape => "uid, conversations [{from, value}], images [frames]";

        internal override Example? Read(RowReader row)
        {
            if (!row.Has("uid")) row.Missing("uid", "");
            var (id, media, turns) = (row.Id("uid"), FramesOf(row), Unread(row));
            return row.Make(() => new Example.Asked(id, Shown([.. turns.Take(1)], media), row.Rest));
        }

        private protected override JsonObject? Fill(Example example) => example is not Example.Asked
        {
            Prompt: { Turns: [_], Media: [Media.FrameFiles frames] },
        } one || !long.TryParse(one.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var uid)
            ? null : new JsonObject
        {
            ["uid"] = uid,
            ["conversations"] = Told([.. one.Prompt.Turns, .. Later(one)]),
            ["images"] = Paths(frames),
        };

        private static IEnumerable<Turn> Later(Example one) => Conversation(one) is { Count: > 0 } kept
            ? kept.Skip(1)
            : [new Turn(Role.Assistant, "")];
    }

    /// <summary>A clip as its frames; a single picture is another format's.</summary>
    private static Sequence<Media> FramesOf(RowReader row)
    {
        if (!row.Has("images")) return row.Missing<Sequence<Media>>("images", []);
        var frames = MediaFields.Images(row, "images");
        return frames.Count >= 2
            ? [new Media.FrameFiles([.. frames.Cast<Media.Image>().Select(frame => frame.Path)])]
            : row.Fault<Sequence<Media>>("images", "the frames of a clip, two or more", row.Value("images")!.Value, []);
    }

    /// <summary>Turns whose field stays among the unread ones, because its last text is no part of the
    /// example.</summary>
    private static Sequence<Turn> Unread(RowReader row)
    {
        var turns = row.Turns("conversations", Dialect.ShareGpt);
        row.Keep("conversations");
        if (turns.Count > 1 && turns[1].Role is Role.Assistant) return turns;
        return row.Has("conversations")
            ? row.Fault<Sequence<Turn>>(
                "conversations", "a question and a model's turn", row.Value("conversations")!.Value, [])
            : turns;
    }

    private static Prompt Shown(Sequence<Turn> turns, Sequence<Media> media) =>
        new([.. turns.Select(turn => Named(turn, MediaKind.Image, MediaKind.Video))], media);

    private static JsonArray Told(Sequence<Turn> turns) =>
        [.. turns.Select(turn => Dialect.ShareGpt.Write(Named(turn, MediaKind.Video, MediaKind.Image)))];

    /// <summary>The turn with placeholders of one kind as those of another.</summary>
    private static Turn Named(Turn turn, MediaKind from, MediaKind to) => turn with
    {
        Content = [.. turn.Content.Select(piece => piece is Piece.Placeholder place && place.Kind == from
            ? new Piece.Placeholder(to) : piece)],
    };

    private static JsonArray Paths(Media.FrameFiles frames) => [.. frames.Paths.Select(path => (JsonNode)path)];

    private static string? Last(Example one) => Conversation(one) is { Count: > 0 } kept ? kept[^1].Text : null;

    private static Sequence<Turn> Conversation(Example one)
    {
        var field = one.Rest.FirstOrDefault(field => field.Name == "conversations");
        if (field is null) return [];
        using var document = JsonDocument.Parse(field.Json);
        return [.. document.RootElement.EnumerateArray()
            .Select(turn => Dialect.ShareGpt.Read(turn, _ => { })).OfType<Turn>()];
    }
}
