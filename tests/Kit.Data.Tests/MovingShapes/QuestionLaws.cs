using Kit.Data.MovingShapes;
using Kit.Pairs;

namespace Kit.Data.Tests.MovingShapes;

public class QuestionLaws
{
    [Fact]
    public void Every_answer_is_what_the_pixels_show() => Law.Holds(Given.Clip, clip =>
    {
        var seen = Seen.From(Rasteriser.Draw(clip.Scene, 64, 8));
        foreach (var question in Given.Everything(Given.World, clip).Where(q => q.Form != Form.Caption))
        {
            var key = question.Concepts.Where(c => c.Category != Category.Letter).Select(c => c.Value);
            Assert.True(Witness.Answer(seen, question.Text) == string.Join(' ', key), $"{question} {seen}");
        }

        return true;
    });

    [Fact]
    public void Every_caption_is_what_the_pixels_show() => Law.Holds(Given.Clip, clip =>
    {
        var told = Questions.Training(Given.World, clip).Single(q => q.Form == Form.Caption).Answer;
        var seen = Witness.Caption(Seen.From(Rasteriser.Draw(clip.Scene, 64, 8)));
        Assert.True(seen.Contains(told), $"{told} / {string.Join(" / ", seen)}");
        return true;
    });

    [Fact]
    public void Every_word_is_in_the_vocabulary_and_every_text_is_spaced_singly() => Law.Holds(Given.Clip, clip =>
        Given.Everything(Given.World, clip).SelectMany(q => $"{q.Text} {q.Answer}".Split(' '))
            .All(word => Lexicon.Vocabulary.Contains(word)));

    [Fact]
    public void Captions_have_eight_to_twenty_six_words() => Law.Holds(Given.Clip, clip =>
        Questions.Training(Given.World, clip).Single(q => q.Form == Form.Caption)
            .Answer.Split(' ').Length is >= 8 and <= 26);

    [Fact]
    public void Concepts_are_marked_where_they_stand() => Law.Holds(Given.Clip, clip =>
        Given.Everything(Given.World, clip).All(question => question.Concepts.Count > 0
            && question.Concepts.All(concept =>
                question.Answer[concept.Span.Start..concept.Span.End] == concept.Value
                && Lexicon.Values(concept.Category).Contains(concept.Value))));

    [Fact]
    public void The_lexicon_finds_every_marked_concept() => Law.Holds(Given.Clip, clip =>
        Given.Everything(Given.World, clip).All(question =>
            question.Concepts.All(concept => Lexicon.Find(question.Answer).Contains(concept))));

    [Fact]
    public void The_truth_carries_the_spans_of_the_concepts() => Law.Holds(Given.Clip, clip =>
        Given.Everything(Given.World, clip).All(question =>
            question.Truth == new Answer(question.Answer, [.. question.Concepts.Select(concept => concept.Span)])));

    [Fact]
    public void A_choice_lists_the_truth_once_among_two_to_four_distinct_candidates() => Law.Holds(Given.Clip, clip =>
        Given.Everything(Given.World, clip).Where(q => q.Form == Form.MultipleChoice).All(question =>
            question.Candidates.Count is >= 2 and <= 4
            && question.Candidates.Distinct().Count() == question.Candidates.Count
            && question.Choices.Count(choice => choice == question.Answer) == 1
            && question.Text.EndsWith($"? {string.Join(' ', question.Choices)}", StringComparison.Ordinal)));

    [Fact]
    public void Evaluation_asks_every_skill_that_applies_in_both_forms() => Law.Holds(Given.Clip, clip =>
    {
        var scene = clip.Scene;
        Skill[] expected =
        [
            Skill.Colour, Skill.Shape, Skill.Direction, Skill.Speed, Skill.Count,
            .. scene.Extras.Count > 0 ? [Skill.Change] : Array.Empty<Skill>(),
            .. scene.Extras.Count(e => e.Presence.Change != Change.Stays) == 2 ? [Skill.Order] : Array.Empty<Skill>(),
        ];
        var asked = Questions.Evaluation(Given.World, clip);
        return new[] { Form.MultipleChoice, Form.Open }.All(form =>
            asked.Where(q => q.Form == form).Select(q => q.Skill).Order().SequenceEqual(expected.Order()));
    });

    [Fact]
    public void Training_teaches_every_skill_that_is_examined_and_both_yes_and_no() => Law.Holds(Given.Clip, clip =>
    {
        var taught = Questions.Training(Given.World, clip);
        return taught.Count is >= 9 and <= 11
            && Questions.Evaluation(Given.World, clip).All(q => taught.Any(t => t.Skill == q.Skill))
            && taught.Count(q => q.Answer == "yes") == 1 && taught.Count(q => q.Answer == "no") == 1;
    });

    [Fact]
    public void Identifiers_are_unique_and_name_their_clip() => Law.Holds(Given.Clip, clip =>
    {
        var ids = Given.Everything(Given.World, clip).Select(question => question.Id).ToList();
        return ids.Distinct().Count() == ids.Count
            && Given.Everything(Given.World, clip).All(q => q.ClipId == clip.Id && q.Id.Split('/')[0] == clip.Id);
    });

    [Fact]
    public void Questions_are_a_pure_function_of_world_and_clip() => Law.Holds(Given.Clip, clip =>
        Given.Everything(Given.World, clip).SequenceEqual(Given.Everything(new World(Given.World.Seed), clip)));

    [Fact]
    public void Hallucination_pairs_ask_truth_then_fiction_and_prefer_the_tempting() => Law.Holds(Given.Clip, clip =>
    {
        var pairs = Questions.Hallucinations(Given.World, clip);
        return pairs.Count == 3 && pairs.All(pair =>
            pair.Basic.Answer == "yes" && pair.Hallucinated.Answer == "no"
            && pair.Basic.Skill == pair.Skill && pair.Hallucinated.Skill == pair.Skill
            && (pair.Hallucinated.Tempting is not { } lure
                || pair.Hallucinated.Text.Contains(lure, StringComparison.Ordinal)));
    });
}
