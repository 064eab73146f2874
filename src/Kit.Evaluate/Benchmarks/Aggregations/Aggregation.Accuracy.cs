using Kit.Evaluate.Judging;

namespace Kit.Evaluate.Benchmarks.Aggregations;

public abstract partial record Aggregation
{
    /// <summary>TVBench, MVBench, NExT-QA: percent by category, Avg = right / all over all questions.</summary>
    /// <remarks>Quirk: MVBench's own Avg is the mean of its tasks; RRPO's script counts questions, which is the same
    /// only while all tasks have equally many.</remarks>
    public sealed record Micro : Aggregation
    {
        public override string Name => "mean over questions";

        public override Scoreboard Apply(IReadOnlyList<Mark> marks) => new("Avg", 100,
            [Counted("", "Avg", marks), .. ByCategory(marks)], [.. marks.Select(mark => UnitOf(mark))], []);
    }

    /// <summary>MLVU: percent by task, Avg = the mean of the tasks' percentages, however unequal the tasks.</summary>
    public sealed record Macro : Aggregation
    {
        public override string Name => "mean over tasks";

        public override Scoreboard Apply(IReadOnlyList<Mark> marks)
        {
            Score[] tasks = [.. ByCategory(marks)];
            var average = tasks.Length == 0 ? double.NaN : tasks.Sum(task => task.Value) / tasks.Length;
            var sizes = tasks.ToDictionary(task => task.Name, task => task.Count);
            return new("Avg", 100, [new("", "Avg", average, marks.Count(Right), marks.Count), .. tasks],
                [.. marks.Select(m => UnitOf(m, marks.Count / (double)(tasks.Length * sizes[m.Item.Category])))], []);
        }
    }

    /// <summary>LongVideoBench and VidHalluc's multiple choice: right / all as a fraction.</summary>
    /// <param name="Title">acc or accuracy, as the script writes it.</param>
    public sealed record Fraction(string Title) : Aggregation
    {
        public override string Name => "fraction of questions";

        public override Scoreboard Apply(IReadOnlyList<Mark> marks) => new(Title, 1,
            [new("", Title, marks.Count(Right) / (double)marks.Count, marks.Count(Right), marks.Count)],
            [.. marks.Select(mark => UnitOf(mark))], []);
    }

    /// <summary>VidHalluc's binary questions: a question is right when every clip's answer is; a fraction.</summary>
    public sealed record EveryClip : Aggregation
    {
        public override string Name => "questions with every clip right, fraction";

        public override Scoreboard Apply(IReadOnlyList<Mark> marks)
        {
            Mark[][] questions = [.. marks.GroupBy(mark => mark.Item.Group).Select(group => group.ToArray())];
            var right = questions.Count(clips => clips.All(Right));
            return new("accuracy", 1, [new("", "accuracy", right / (double)questions.Length, right, questions.Length)],
                [.. questions.Select(clips => new Unit(new Statistics.Observation(
                    clips[0].Item.Group, 0, Key(clips[0].Item.Group), clips.All(Right) ? 1 : 0)))], []);
        }

        /// <summary>Questions of one key share their clips.</summary>
        private static string Key(string group) => group[..group.LastIndexOf('/')];
    }

    private static IEnumerable<Score> ByCategory(IReadOnlyList<Mark> marks) => marks
        .GroupBy(mark => mark.Item.Category)
        .Select(group => Counted(group.First().Item.Labels[0].Name, group.Key, [.. group]));
}
