using FsCheck;
using FsCheck.Fluent;
using Kit.Video;

namespace Kit.Tests.Video;

public class FramePlanLaws
{
    private static readonly Gen<(FramePlan Plan, int Frames)> Cases = Given.Plan.Zip(Gen.Choose(1, 3000));

    [Fact]
    public void A_plan_gives_its_count_of_indices_inside_the_clip_in_order() =>
        Law.Holds(Cases, c =>
        {
            var indices = c.Plan.Apply(c.Frames, 25).Indices;
            return indices.Count == c.Plan.CountOf(c.Frames, 25) && indices[0] == 0 && indices[^1] < c.Frames
                && indices.Zip(indices.Skip(1)).All(two => two.First <= two.Second);
        });

    [Fact]
    public void No_frame_repeats_in_a_clip_at_least_as_long_as_the_plan() =>
        Law.Holds(Cases.Where(c => c.Frames >= c.Plan.CountOf(c.Frames, 25)),
            c => c.Plan.Apply(c.Frames, 25).Indices.Distinct().Count() == c.Plan.CountOf(c.Frames, 25));

    [Fact]
    public void At_most_keeps_the_rule_and_never_gives_more() =>
        Law.Holds(Cases.Zip(Gen.Choose(2, 80)), c =>
        {
            var ((plan, frames), most) = c;
            var shorter = plan.AtMost(most);
            return shorter.GetType() == plan.GetType() && shorter.CountOf(frames, 25) <= most
                && shorter.CountOf(frames, 25) <= plan.CountOf(frames, 25)
                && (plan.CountOf(frames, 25) > most || shorter.Apply(frames, 25) == plan.Apply(frames, 25));
        });

    [Fact]
    public void A_plan_of_every_frame_is_the_identity() =>
        Law.Holds(Gen.Choose(1, 400), n => new FramePlan[] { new FramePlan.Linspace(n), new FramePlan.Uniform(n) }
            .All(plan => plan.Apply(n, 1).Indices.SequenceEqual(Enumerable.Range(0, n))));

    [Fact]
    public void Linspace_shows_the_last_frame_and_uniform_the_start_of_each_segment() =>
        Law.Holds(Cases.Where(c => c.Plan.CountOf(c.Frames, 25) > 1), c => c.Plan switch
        {
            FramePlan.Uniform { Frames: var n } => c.Plan.Apply(c.Frames, 25).Indices.Select((index, i) => (index, i))
                .All(x => Math.Abs(x.index - x.i * (decimal)c.Frames / n + 0.5m) <= 0.5000001m),
            FramePlan.Rate => true,
            _ => c.Plan.Apply(c.Frames, 25).Indices[^1] == c.Frames - 1,
        });

    [Fact]
    public void Paced_plans_give_more_frames_of_longer_clips() =>
        Law.Holds(Cases.Zip(Gen.Choose(0, 500)), c =>
            c.Item1.Plan.CountOf(c.Item1.Frames, 25) <= c.Item1.Plan.CountOf(c.Item1.Frames + c.Item2, 25));

    // LLaVA-Video's rule: every round(fps / rate)-th frame; past the cap, linspace.
    [Theory]
    [InlineData("rate:1:64", 90, 29.97, new[] { 0, 30, 60 })]
    [InlineData("rate:1:64", 91, 29.97, new[] { 0, 30, 60, 90 })]
    [InlineData("rate:2:8", 60, 25, new[] { 0, 12, 24, 36, 48 })]
    [InlineData("rate:1:4", 300, 30, new[] { 0, 99, 199, 299 })]
    [InlineData("rate:4:9", 3, 1, new[] { 0, 1, 2 })]
    [InlineData("rate:0.5:9", 7, 1, new[] { 0, 2, 4, 6 })]
    public void A_rate_with_a_cap_follows_the_official_rule(string plan, int frames, double fps, int[] expected) =>
        Assert.Equal(expected, FramePlan.Parse(plan).Apply(frames, fps).Indices);

    // qwen_vl_utils: 150 frames at 30 fps are 5 s, 10 frames; halves round to even, 82.5 to 82.
    [Theory]
    [InlineData("qwen:2:4:768", 150, 30, new[] { 0, 17, 33, 50, 66, 83, 99, 116, 132, 149 })]
    [InlineData("qwen:2:4:768", 30, 30, new[] { 0, 10, 19, 29 })]
    [InlineData("qwen:2:4:768", 166, 100, new[] { 0, 55, 110, 165 })]
    [InlineData("qwen:2:4:768", 3, 30, new[] { 0, 2 })]
    [InlineData("qwen:2:4:768", 1, 30, new[] { 0, 0 })]
    [InlineData("qwen:2:3:768", 30, 30, new[] { 0, 10, 19, 29 })]
    [InlineData("qwen:1:4:7", 3000, 30, new[] { 0, 600, 1200, 1799, 2399, 2999 })]
    [InlineData("qwen:2:4:768", 12, 4.4, new[] { 0, 4, 7, 11 })]
    public void Qwens_frames_go_in_twos(string plan, int frames, double fps, int[] expected) =>
        Assert.Equal(expected, FramePlan.Parse(plan).Apply(frames, fps).Indices);

    [Fact]
    public void A_sampling_tells_its_rate_and_the_seconds_of_a_grid_step()
    {
        var sampling = FrameSampling.From(new FramePlan.Qwen(), new ClipFacts(150, 30, 48, 64));
        Assert.Equal(2, sampling.Rate, 12);
        Assert.Equal(1, sampling.SecondsPerGrid(temporalPatch: 2), 12);
        Assert.Equal("qwen:2:4:768 of 150 frames at 30 fps: [0, 17, 33, 50, 66, 83, 99, 116, 132, 149]", $"{sampling}");
    }

    [Fact]
    public void Seconds_are_indices_over_the_rate()
    {
        var times = new FramePlan.Uniform(4).Apply(10, 8);
        Assert.Equal([0, 2, 5, 7], times.Indices);
        Assert.Equal([0, 0.25, 0.625, 0.875], times.Seconds);
    }

    [Fact]
    public void Text_forms_read_back() => Law.Holds(Given.Plan, plan => FramePlan.Parse(plan.ToString()) == plan);

    // LLaVA-Video's two rules as its own code computes them; 8 of 134 frames and 16 of 858.
    [Theory]
    [InlineData("linspace:8", 134, new[] { 0, 19, 38, 57, 76, 95, 114, 133 })]
    [InlineData("uniform:8", 134, new[] { 0, 16, 33, 50, 67, 83, 100, 117 })]
    [InlineData("linspace:16", 858, new[] { 0, 57, 114, 171, 228, 285, 342, 399, 457, 514, 571, 628, 685, 742, 799, 857 })]
    [InlineData("uniform:16", 858, new[] { 0, 53, 107, 160, 214, 268, 321, 375, 429, 482, 536, 589, 643, 697, 750, 804 })]
    [InlineData("linspace:3", 2, new[] { 0, 0, 1 })]
    [InlineData("uniform:3", 2, new[] { 0, 0, 1 })]
    [InlineData("linspace:1", 9, new[] { 0 })]
    public void Plans_follow_the_official_rules(string plan, int frames, int[] expected) =>
        Assert.Equal(expected, FramePlan.Parse(plan).Apply(frames, 30).Indices);

    // Exact arithmetic would give 51 = 21·119/49 and 61 = 7·122/14; doubles of the step, as in Python, fall just short.
    [Theory]
    [InlineData("uniform:49", 119, 21, 50)]
    [InlineData("linspace:15", 123, 7, 60)]
    public void The_step_is_rounded_before_it_is_multiplied(string plan, int frames, int i, int expected) =>
        Assert.Equal(expected, FramePlan.Parse(plan).Apply(frames, 30).Indices[i]);

    [Theory]
    [InlineData("uniform")]
    [InlineData("uniform:")]
    [InlineData("uniform:-1")]
    [InlineData("uniform:1:2")]
    [InlineData("uniform: 8")]
    [InlineData("Uniform:8")]
    [InlineData("uniform:1.5")]
    [InlineData("rate:2")]
    [InlineData("rate:2:1.5")]
    [InlineData("qwen:2:4")]
    [InlineData("qwen:1e3:4:8")]
    [InlineData("uniform:99999999999")]
    [InlineData("")]
    public void Another_text_is_refused(string text) =>
        Assert.Equal("frame plan: expected uniform:N or linspace:N or rate:FPS:MAX or qwen:FPS:MIN:MAX, "
            + $"got \"{text}\". Write for example uniform:16.",
            Assert.Throws<FormatException>(() => FramePlan.Parse(text)).Message);

    [Theory]
    [InlineData(0, 25)]
    [InlineData(10, 0)]
    [InlineData(10, double.NaN)]
    [InlineData(10, double.PositiveInfinity)]
    public void An_empty_or_timeless_clip_is_refused(int frames, double fps) =>
        Assert.StartsWith("clip: expected at least 1 frame at a positive rate, got ",
            Assert.Throws<ArgumentException>(() => new FramePlan.Uniform(8).Apply(frames, fps)).Message);

    [Fact]
    public void A_plan_without_frames_or_pace_is_refused()
    {
        foreach (var plan in new Func<FramePlan>[]
        {
            () => new FramePlan.Linspace(0), () => new FramePlan.Uniform(0), () => new FramePlan.Rate(0, 4),
            () => new FramePlan.Rate(1, 0), () => new FramePlan.Qwen(0), () => new FramePlan.Qwen(2, 0),
            () => new FramePlan.Qwen(2, 4, 0), () => new FramePlan.Uniform(4).AtMost(0),
        })
            Assert.Contains("got 0", Assert.Throws<ArgumentOutOfRangeException>(plan).Message);
        Assert.Contains("got NaN", Assert.Throws<ArgumentOutOfRangeException>(() =>
            new FramePlan.Rate(double.NaN, 4)).Message);
    }
}
