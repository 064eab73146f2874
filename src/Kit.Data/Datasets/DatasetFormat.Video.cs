using System.Text.Json;
using System.Text.Json.Nodes;
using Kit.Pairs;

namespace Kit.Data.Datasets;

public abstract partial record DatasetFormat
{
    /// <summary>LLaVA-Hound's <c>sft_dpo_17k.jsonl</c>: judge's scores beside both answers. The video is often a folder
    /// of frames.</summary>
    public sealed record Hound : DatasetFormat
    {
        public override string Name => "llava-hound";

        public override string Shape => "id, video, prompt, chosen, rejected, chosen_score, rejected_score";

        internal override Example? Read(RowReader row)
        {
            var (id, clip, prompt) = (row.Id(), row.Text("video"), row.Text("prompt"));
            var (chosen, rejected) = (Said(row, "chosen"), Said(row, "rejected"));
            var (high, low) = (row.Number("chosen_score"), row.Number("rejected_score"));
            if (high is null || low is null) _ = (row.Text("chosen_score"), row.Text("rejected_score"));
            return row.Make(() => new Example.Preferred(
                id, One(prompt, clip), chosen, [rejected], [], new Grades(high!.Value, low!.Value), row.Rest));
        }

        private protected override JsonObject? Fill(Example example) => example is not Example.Preferred
        {
            Rejected: [var rejected], RejectedMedia.Count: 0, Grades: { } grades,
            Prompt: { Turns: [var turn], Media: [Media.Video video] },
        } pair ? null : new JsonObject
        {
            ["id"] = pair.Id,
            ["video"] = video.Path,
            ["prompt"] = turn.Text,
            ["chosen"] = Spelled(pair, "chosen", pair.Chosen),
            ["rejected"] = Spelled(pair, "rejected", rejected),
            ["chosen_score"] = grades.Chosen,
            ["rejected_score"] = grades.Rejected,
        };

        /// <summary>A text, or <c>{"value": …}</c> as some of its files have it; written as it was.</summary>
        private static Answer Said(RowReader row, string name)
        {
            var wrapped = row.Value(name) is { ValueKind: JsonValueKind.Object } value
                && value.TryGetProperty("value", out var text) && text.ValueKind is JsonValueKind.String
                    ? text.GetString() : null;
            return wrapped is null ? row.Answer(name) : new Answer(wrapped);
        }

        private static JsonNode Spelled(Example pair, string name, Answer answer) =>
            pair.Rest.FirstOrDefault(field => field.Name == name) is { } kept
            && JsonNode.Parse(kept.Json) is JsonObject wrapped
                ? Filled(wrapped, answer.Text)
                : answer.Text;

        private static JsonObject Filled(JsonObject wrapped, string text)
        {
            wrapped["value"] = text;
            return wrapped;
        }
    }

    /// <summary>VistaDPO's lines: two rejected answers. Boxes, clips and frames are kept unread.</summary>
    public sealed record Vista : DatasetFormat
    {
        public override string Name => "vista-dpo";

        public override string Shape => "id, video, prompt, chosen, rejected, rejected_2, bbox, clip_w, clip_l, frame";

        internal override Example? Read(RowReader row)
        {
            var (id, clip, prompt) = (row.Id(), row.Text("video"), row.Text("prompt"));
            var (chosen, near, far) = (row.Answer("chosen"), row.Answer("rejected"), row.Answer("rejected_2"));
            return row.Make(() => new Example.Preferred(
                id, One(prompt, clip), chosen, [near, far], [], null, row.Rest));
        }

        private protected override JsonObject? Fill(Example example) => example is not Example.Preferred
        {
            Rejected: [var near, var far], RejectedMedia.Count: 0, Grades: null,
            Prompt: { Turns: [var turn], Media: [Media.Video video] },
        } pair ? null : new JsonObject
        {
            ["id"] = pair.Id,
            ["video"] = video.Path,
            ["prompt"] = turn.Text,
            ["chosen"] = pair.Chosen.Text,
            ["rejected"] = near.Text,
            ["rejected_2"] = far.Text,
        };
    }

    /// <summary>2U1's trainers: one image or video a record, paths relative to an image folder.</summary>
    public sealed record TwoU1 : DatasetFormat
    {
        public override string Name => "2u1";

        public override string Shape => "id, prompt, chosen, rejected, image or video";

        internal override Example? Read(RowReader row)
        {
            var (id, prompt) = (row.Id(), row.Text("prompt"));
            Media medium = row.Has("image") ? new Media.Image(row.Text("image")) : new Media.Video(row.Text("video"));
            var (chosen, rejected) = (row.Answer("chosen"), row.Answer("rejected"));
            return row.Make(() => new Example.Preferred(
                id, new Prompt([new Turn(Role.User, prompt)], [medium]), chosen, [rejected], [], null, row.Rest));
        }

        private protected override JsonObject? Fill(Example example)
        {
            if (example is not Example.Preferred
                {
                    Rejected: [var rejected], RejectedMedia.Count: 0, Grades: null,
                    Prompt: { Turns: [var turn], Media: [Media.Video or Media.Image] },
                } pair) return null;
            var row = new JsonObject
            {
                ["id"] = pair.Id,
                ["prompt"] = turn.Text,
                ["chosen"] = pair.Chosen.Text,
                ["rejected"] = rejected.Text,
            };
            if (pair.Prompt.Media[0] is Media.Image image) row["image"] = image.Path;
            if (pair.Prompt.Media[0] is Media.Video video) row["video"] = video.Path;
            return row;
        }
    }

    private static Prompt One(string prompt, string clip) =>
        new([new Turn(Role.User, prompt)], [new Media.Video(clip)]);
}
