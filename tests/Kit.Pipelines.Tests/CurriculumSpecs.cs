using Kit.Data.MovingShapes;
using Kit.Pipelines.Shapes;

namespace Kit.Pipelines.Tests;

public sealed class CurriculumSpecs
{
    [Fact]
    public void A_lesson_has_a_branch_a_question_and_scores_the_answer_alone()
    {
        var questions = Questions.Training(Given.World, Given.World.Clip(Split.Train, 2));
        var lesson = Curriculum.Lesson(2, questions, Lab.Tokenizer, Lab.Template);
        Assert.Equal(2, lesson.Clip);
        Assert.Equal(questions.Count, lesson.Conversations.Count);
        foreach (var (question, branch) in questions.Zip(lesson.Conversations))
        {
            Assert.Equal(question.Text, Lab.Tokenizer.Decode(branch.Ids.Take(branch.From - 1)));      // then [start]
            Assert.Equal(question.Answer, Lab.Template.Text(Lab.Tokenizer, branch.Ids.Skip(branch.From)));
            Assert.Equal(Lab.Template.Stop(Lab.Tokenizer), branch.Ids[^1]);
        }
    }
}
