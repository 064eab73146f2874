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
            return indices.Count == c.Plan.Count && indices[0] == 0 && indices[^1] < c.Frames
                && indices.Zip(indices.Skip(1)).All(two => two.First <= two.Second);
        });

    [Fact]
    public void No_frame_repeats_in_a_clip_at_least_as_long_as_the_plan() =>
        Law.Holds(Cases.Where(c => c.Frames >= c.Plan.Count),
            c => c.Plan.Apply(c.Frames, 25).Indices.Distinct().Count() == c.Plan.Count);

    [Fact]
    public void A_plan_of_every_frame_is_the_identity() =>
        Law.Holds(Gen.Choose(1, 400), n => new FramePlan[] { new FramePlan.Linspace(n), new FramePlan.Uniform(n) }
            .All(plan => plan.Apply(n, 1).Indices.SequenceEqual(Enumerable.Range(0, n))));

    [Fact]
    public void Linspace_shows_the_last_frame_and_uniform_the_start_of_each_segment() =>
        Law.Holds(Cases.Where(c => c.Plan.Count > 1), c => c.Plan switch
        {
            FramePlan.Linspace => c.Plan.Apply(c.Frames, 25).Indices[^1] == c.Frames - 1,
            _ => c.Plan.Apply(c.Frames, 25).Indices.Select((index, i) => (index, i))
                .All(x => Math.Abs(x.index - x.i * (decimal)c.Frames / c.Plan.Count + 0.5m) <= 0.5000001m),
        });

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

    [Fact]
    public void Every_stored_case_of_the_official_code_agrees()
    {
        foreach (var c in OfficialSampling.Cases)
        {
            Assert.Equal(c.Linspace, new FramePlan.Linspace(c.Count).Apply(c.Frames, c.Fps).Indices);
            Assert.Equal(c.Interval, new FramePlan.Uniform(c.Count).Apply(c.Frames, c.Fps).Indices);
        }
    }

    [Theory]
    [InlineData("uniform")]
    [InlineData("uniform:")]
    [InlineData("uniform:-1")]
    [InlineData("uniform:1:2")]
    [InlineData("uniform: 8")]
    [InlineData("Uniform:8")]
    [InlineData("")]
    public void Another_text_is_refused(string text) =>
        Assert.Equal($"frame plan: expected uniform:N or linspace:N, got \"{text}\". Write for example uniform:16.",
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
    public void A_plan_without_frames_is_refused() =>
        Assert.Contains("got 0", Assert.Throws<ArgumentOutOfRangeException>(() => new FramePlan.Linspace(0)).Message);
}
