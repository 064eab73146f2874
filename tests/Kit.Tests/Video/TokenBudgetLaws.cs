using FsCheck;
using FsCheck.Fluent;
using Kit.Pairs;
using Kit.Video;

namespace Kit.Tests.Video;

public class TokenBudgetLaws
{
    private static readonly ClipFacts Film = new(300, 25, 360, 640);

    private static readonly VisualLayout[] Layouts =
    [
        new VisualLayout.Pooled(27, Pooling.Bilinear, 2, Newlines.Grid),
        new VisualLayout.Pooled(24, Pooling.Average, 2, Newlines.None),
        new VisualLayout.Averaged(576),
        new VisualLayout.Merged(new SmartResize(28, 3136, 200704), 2),
    ];

    private static readonly Gen<(FramePlan Plan, VisualLayout Layout, int Limit, int Text)> Cases =
        from plan in Given.Plan
        from layout in Gen.Elements(Layouts)
        from limit in Gen.Choose(1, 9000)
        from text in Gen.Choose(1, 400)
        select (plan, layout, limit, text);

    /// <summary>LLaVA-Video-7B: 64 frames of 14 × 15; VLM-RLAIF: 50 + 576; LLaVA-NeXT-Video: 144 a frame.</summary>
    [Fact]
    public void Published_models_make_their_known_counts()
    {
        Assert.Equal(64 * 210, Layouts[0].Count(64, 1, 1));
        Assert.Equal(8 * 144, Layouts[1].Count(8, 1, 1));
        Assert.Equal(626, Layouts[2].Count(50, 1, 1));
        Assert.Equal(8 * 12 * 21, Layouts[3].Count(15, 360, 640));
    }

    [Fact]
    public void What_fits_fits_and_is_the_plan_asked_for_when_that_fits() =>
        Law.Holds(Cases, c =>
        {
            var budget = new TokenBudget(c.Limit, new Overlong.FewerFrames(1));
            var asked = c.Layout.Count(c.Plan.CountOf(Film.Frames, Film.Fps), Film.Height, Film.Width) + c.Text;
            try
            {
                var cost = budget.Fit("clip", c.Text, Film, c.Plan, c.Layout);
                return cost.Tokens <= c.Limit && (asked > c.Limit || cost.Plan == c.Plan)
                    && cost.Frames == cost.Plan.CountOf(Film.Frames, Film.Fps);
            }
            catch (OverlongException)
            {
                return asked > c.Limit;
            }
        });

    [Fact]
    public void No_frame_more_would_fit() =>
        Law.Holds(Cases, c =>
        {
            var budget = new TokenBudget(c.Limit, new Overlong.FewerFrames(1));
            if (Try(() => budget.Fit("clip", c.Text, Film, c.Plan, c.Layout)) is not { } cost || cost.Plan == c.Plan)
                return true;
            var more = Enumerable.Range(cost.Frames + 1, 4).Select(c.Plan.AtMost)
                .Select(plan => plan.CountOf(Film.Frames, Film.Fps)).FirstOrDefault(frames => frames > cost.Frames);
            return more == 0 || c.Layout.Count(more, Film.Height, Film.Width) + c.Text > c.Limit;
        });

    [Fact]
    public void Too_long_is_refused_by_name_with_the_sum()
    {
        var error = Assert.Throws<OverlongException>(() =>
            new TokenBudget(4096).Fit("pair p7", 96, Film, new FramePlan.Uniform(64), Layouts[0]));
        Assert.Equal("pair p7: expected at most 4096 tokens, got 13536 = 96 of text + 13440 of 64 frames. "
            + "Allow fewer frames or pixels, or raise the limit.", error.Message);
        Assert.Equal(("pair p7", 13536, 4096), (error.Sample, error.Cost.Tokens, error.Limit));
    }

    [Fact]
    public void Fewer_frames_only_when_asked_and_not_below_the_least()
    {
        var plan = new FramePlan.Linspace(64);
        Assert.Equal(new FramePlan.Linspace(19),
            new TokenBudget(4096, new Overlong.FewerFrames(8)).Fit("p", 96, Film, plan, Layouts[0]).Plan);
        Assert.Equal(19,
            new TokenBudget(4096, new Overlong.FewerFrames(19)).Fit("p", 96, Film, plan, Layouts[0]).Frames);
        Assert.Throws<OverlongException>(() =>
            new TokenBudget(4096, new Overlong.FewerFrames(20)).Fit("p", 96, Film, plan, Layouts[0]));
    }

    [Fact]
    public void A_pair_costs_its_prompt_without_the_placeholder_and_its_longer_answer() =>
        Assert.Equal(3 - 1 + 2, TokenBudget.TextTokens(new EncodedPair("p", "c", [7, 8, 9],
            new EncodedAnswer([1], [1], [0]), new EncodedAnswer([1, 2], [1, 1], [0, 0]))));

    private static VisualCost? Try(Func<VisualCost> fit)
    {
        try { return fit(); }
        catch (OverlongException) { return null; }
    }
}
