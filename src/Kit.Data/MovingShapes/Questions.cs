using static Kit.Data.MovingShapes.Phrase;

namespace Kit.Data.MovingShapes;

/// <summary>Questions with true answers about a clip: pure functions of (world, clip).</summary>
public static class Questions
{
    /// <summary>What a model is taught: a caption; each skill that applies once, open or as a multiple choice; one more
    /// choice; one yes and one no. Nine to eleven or so.</summary>
    public static Sequence<Question> Training(World world, Clip clip)
    {
        var random = world.Random(Purpose.Training, clip.Split, clip.Index);
        var topics = Topics.All(clip.Scene, random);
        var yes = random.Pick(topics);
        var no = random.Pick(topics);
        Question[] questions =
        [
            Caption(clip, random),
            .. topics.Select(topic => random.Chance(0.5) ? Open(clip, topic) : Choice(clip, topic, random)),
            Choice(clip, random.Pick(Topics.All(clip.Scene, random)), random),
            YesNo(clip, yes, yes.Truth, "yes"),
            YesNo(clip, no, random.Pick(no.Wrong), "no"),
        ];
        return [.. questions.Select((question, i) => question with { Id = $"{question.Id}/{i}" })];
    }

    /// <summary>What a model is examined on: each skill that applies, open and as a multiple choice.</summary>
    public static Sequence<Question> Evaluation(World world, Clip clip)
    {
        var random = world.Random(Purpose.Evaluation, clip.Split, clip.Index);
        return [.. Topics.All(clip.Scene, random)
            .SelectMany(topic => new[] { Choice(clip, topic, random), Open(clip, topic) })];
    }

    /// <summary>Three pairs: direction, speed, and one of the other skills.</summary>
    public static Sequence<HallucinationPair> Hallucinations(World world, Clip clip)
    {
        var random = world.Random(Purpose.Hallucination, clip.Split, clip.Index);
        var topics = Topics.All(clip.Scene, random).ToLookup(topic => topic.Skill is Skill.Direction or Skill.Speed);
        return [.. topics[true].Append(random.Pick([.. topics[false]])).Select(topic => Pair(clip, topic))];
    }

    private static HallucinationPair Pair(Clip clip, Topic topic) => new(
        Id(clip, topic.Skill, "pair"), topic.Skill,
        YesNo(clip, topic, topic.Truth, "yes"), YesNo(clip, topic, topic.Wrong[0], "no"));

    private static Question Caption(Clip clip, Pcg random)
    {
        var told = Narration.Tell(clip.Scene);
        return new(Id(clip, Skill.Description, "caption"), clip.Id, Skill.Description, Form.Caption,
            random.Pick(Narration.Prompts), told.Text, told.Concepts, [], null);
    }

    private static Question Open(Clip clip, Topic topic) => new(
        Id(clip, topic.Skill, "open"), clip.Id, topic.Skill, Form.Open, topic.What,
        topic.Truth.Sentence.Text, topic.Truth.Sentence.Concepts, [], topic.Tempting);

    private static Question Choice(Clip clip, Topic topic, Pcg random)
    {
        var claims = random.Shuffle([topic.Truth, .. topic.Wrong.Take(topic.Candidates - 1)]);
        var options = claims.Select((claim, i) => "(" + Key(Category.Letter, Letter(i)) + ")" + claim.Value).ToList();
        var answer = options[claims.ToList().IndexOf(topic.Truth)];
        return new(Id(clip, topic.Skill, "choice"), clip.Id, topic.Skill, Form.MultipleChoice,
            string.Join(' ', options.Select(option => option.Text).Prepend(topic.What)), answer.Text, answer.Concepts,
            [.. claims.Select(claim => claim.Value.Text)], topic.Tempting);
    }

    private static Question YesNo(Clip clip, Topic topic, Claim claim, string answer) => new(
        Id(clip, topic.Skill, answer), clip.Id, topic.Skill, Form.YesNo, claim.Doubt, answer,
        Key(Category.Polarity, answer).Concepts, Lexicon.Values(Category.Polarity), topic.Tempting);

    private static string Letter(int index) => Lexicon.Values(Category.Letter)[index];

    private static string Id(Clip clip, Skill skill, string form) => $"{clip.Id}/{skill}/{form}".ToLowerInvariant();
}
