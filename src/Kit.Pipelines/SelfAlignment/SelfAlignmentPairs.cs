using Kit.Data.MovingShapes;
using Kit.Evaluate;
using Kit.Evaluate.Shapes;
using Kit.Pipelines.Recipes;
using Kit.Video;

namespace Kit.Pipelines.SelfAlignment;

/// <summary>RRPO's recipe on MovingShapes, whose concepts are known.</summary>
/// <remarks>Deviation: a rule judges and rewrites where the authors ask a language model
/// (<see cref="SelfAlignmentRecipe"/>).</remarks>
/// <param name="Perturbation">How clips are spoilt; by default the authors' best, block mask then local shuffle.
/// </param>
/// <param name="Seed">Draws each clip's perturbation.</param>
public sealed record SelfAlignmentPairs(Perturbation Perturbation, long Seed)
{
    /// <summary>Forms of question in which each letter and value wins as often as it loses, skill by skill, and yes as
    /// often as no of every value that is doubted; none to keep every pair, as the authors do. Captions, which name
    /// many values, are never balanced.</summary>
    public Sequence<Form> Balanced { get; init; } = [Form.MultipleChoice, Form.YesNo, Form.Open];

    /// <summary>The stages for some questions.</summary>
    /// <param name="model">The model to be aligned.</param>
    /// <param name="questions">All that drafts ask; ids are theirs.</param>
    public SelfAlignmentRecipe ToRecipe(Author model, IEnumerable<Question> questions)
    {
        var byId = questions.ToDictionary(question => question.Id);
        return new(
            model, Perturbation, Seed,
            Correctness.By(new Named<Draft, Datum>($"MovingShapes, {Rule.Name}", draft => Datum.From(
                Rule.Judge(byId[draft.Id], draft["said"]).ToString().ToLowerInvariant()))),
            Negative.By(new Named<Draft, Draft>("MovingShapes concept swap 1", draft =>
            {
                var contrast = ConceptSwap.Rewritten(byId[draft.Id], draft["said"]);
                return SpanMarking.Marked(draft.With("pred", contrast.Rejected.Text), contrast);
            })),
            SpanMarking.Written)
        {
            Balance = new(
                $"MovingShapes by skill, {string.Join(", ", Balanced)}, 3", draft => Contested(byId[draft.Id], draft)),
        };
    }

    private Sequence<Contest> Contested(Question question, Draft draft) =>
        !Balanced.Contains(question.Form) || question.Concepts.Count == 0 ? []
        : [.. ShortAnswers.Of(question, draft["truth"]).Zip(
            ShortAnswers.Of(question, draft["pred"]),
            (wins, loses) => new Contest(wins.Kind, wins.Value, loses.Value))];

    /// <summary>A question as a draft.</summary>
    public static Draft ToDraft(Question question) =>
        Draft.From(question.Id, question.ClipId, ("question", question.Text), ("truth", question.Answer));

    /// <summary>Pairs and what became of every answer.</summary>
    /// <param name="weights">Hash of the model's weights.</param>
    /// <param name="interview">The model to be aligned.</param>
    /// <param name="clips">Clean clips with the questions to ask about each.</param>
    /// <param name="folder">Where the stages' outputs stand.</param>
    /// <param name="progress">Told of every stage.</param>
    public SelfAlignmentData Collect(
        string weights, Interview interview, IReadOnlyList<(ClipFrames Clip, Sequence<Question> Questions)> clips,
        string folder, IProgress<Advance> progress)
    {
        var questions = clips.SelectMany(clip => clip.Questions).ToArray();
        var source = Source.From(
            questions.Select(ToDraft), Clips.From("MovingShapes", clips.Select(clip => clip.Clip)));
        var recipe = ToRecipe(Author.From(Generator.From(weights, interview)), questions).ToRecipe().AtLeast(0);
        return SelfAlignmentData.From(recipe.RunAsync(source, folder, progress).GetAwaiter().GetResult());
    }

    /// <summary>The clip as the model sees it when it errs.</summary>
    public Frames Perturb(ClipFrames clip) => Stage.Apply(clip.Frames, Path(clip));

    /// <summary>A new generator at the clip's place: what any perturbation of it is drawn by.</summary>
    public Pcg Random(ClipFrames clip) => Stage.Random(Path(clip));

    private Stage.Perturb Stage => new("shown", Perturbation, Seed);

    private static Sequence<long> Path(ClipFrames clip) => [(long)clip.Clip.Split, clip.Clip.Index];
}
