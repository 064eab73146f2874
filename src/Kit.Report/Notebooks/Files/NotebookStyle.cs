namespace Kit.Report.Notebooks.Files;

/// <summary>What a notebook's page adds to the kit's style.</summary>
internal static class NotebookStyle
{
    public const string Page =
        """
        main.notebook{max-width:980px}
        .text{margin:1.4rem 0 .6rem}.text pre code{background:none;padding:0}
        .text code{background:var(--tint);border-radius:4px;padding:.1em .3em;font-size:.9em}
        .text a{color:var(--link)}.text table,.out table{margin:.5rem 0}
        .text blockquote{margin:.8rem 0;padding:.1rem 1rem;border-left:3px solid var(--rule);color:var(--soft)}
        .cell{margin:.9rem 0 1.3rem}.cell>figure{margin:0}
        .cell figcaption{font-size:.72rem;letter-spacing:.02em}
        .cell pre{margin:0;font-family:ui-monospace,"Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace}
        .cell pre.source{border-left:3px solid var(--link);font-size:.8rem;tab-size:4}
        .out{margin:.45rem 0 0;padding:0 0 0 1rem;border-left:3px solid var(--rule);overflow-x:auto}
        .out pre{background:none;padding:.2rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
        .out.value{border-left-color:var(--gain)}
        .out.error{border-left-color:var(--loss)}.out.error pre{color:var(--loss)}
        .out svg,.out img,.out video{max-width:100%;height:auto}
        """;
}
