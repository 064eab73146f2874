namespace Kit.Report.Rendering;

/// <summary>The style of pages and of pieces of other pages: system fonts, ink that follows the reader's light or dark
/// mode, or the notebook's.</summary>
internal static class HtmlStyle
{
    /// <summary>A page of our own: one column, paper.</summary>
    public const string Page =
        """
        :root{color-scheme:light dark}
        body{margin:0;background:light-dark(#fff,#0d1117)}
        main.kit{max-width:1160px;margin:0 auto;padding:2.2rem 1.2rem 4rem}
        @media(max-width:640px){main.kit{padding:1.2rem .8rem 3rem}}
        """;

    /// <summary>Everything inside an element of the class kit, and nothing outside.</summary>
    public const string Content =
        """
        .kit{color-scheme:light dark;--ink:light-dark(#1f2328,#e6edf3);--soft:light-dark(#59636e,#9198a1);
        --rule:light-dark(#d8dee4,#30363d);--paper:light-dark(#fff,#0d1117);--tint:light-dark(#f6f8fa,#161b22);
        --link:light-dark(#0969da,#4493f8);--gain:light-dark(#1a7f37,#3fb950);--loss:light-dark(#cf222e,#f85149);
        --goodbg:light-dark(#b4f0c3,#1b5e2f);--badbg:light-dark(#ffd0cc,#7d2420);
        color:var(--ink);font:16px/1.55 system-ui,"Segoe UI",Helvetica,Arial,sans-serif}
        .vscode-light .kit,[data-jp-theme-light="true"] .kit{color-scheme:light}
        .vscode-dark .kit,.vscode-high-contrast .kit,[data-jp-theme-light="false"] .kit{color-scheme:dark}
        .kit{*{box-sizing:border-box}
        h1{font-size:2rem;line-height:1.2;margin:0 0 .3rem}
        h2{font-size:1.35rem;margin:2.6rem 0 .8rem;padding-top:.9rem;border-top:1px solid var(--rule)}
        h3{font-size:1.05rem;margin:0 0 .4rem}
        p{max-width:48rem}
        .subtitle{color:var(--soft);font-size:1.05rem;margin:.2rem 0 1rem}
        nav{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem}
        nav a{color:var(--link);text-decoration:none}nav a:hover,nav a:focus{text-decoration:underline}
        figure{margin:1.2rem 0}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;font-size:.88rem;font-variant-numeric:tabular-nums}
        caption{text-align:left;font-weight:600;padding-bottom:.5rem}
        th,td{padding:.36rem .55rem;text-align:left;vertical-align:baseline;white-space:nowrap}
        thead th{border-top:2px solid var(--ink);border-bottom:1px solid var(--ink);font-weight:600;
        white-space:normal;vertical-align:bottom}
        tbody th{font-weight:500}
        tbody tr+tr>*{border-top:1px solid var(--rule)}
        tbody tr:last-child>*{border-bottom:2px solid var(--ink)}
        .n{text-align:right}
        .paper{background:var(--tint);color:var(--soft);font-style:italic}
        .gain strong{color:var(--gain)}.loss strong{color:var(--loss)}.soft{color:var(--soft)}
        .note{color:var(--soft);font-size:.82rem;line-height:1.4;margin:.35rem 0}
        .k-chart{width:100%;max-width:960px;height:auto;display:block}
        details{margin:.4rem 0}summary{cursor:pointer;color:var(--soft);font-size:.88rem}
        details ul{font-size:.85rem;color:var(--soft)}
        .math{padding:.2rem 0}math{width:max-content;margin:.35rem 0;font-size:1.08rem}
        pre{background:var(--tint);padding:.8rem 1rem;border-radius:6px;overflow-x:auto;font-size:.88rem;
        line-height:1.45}
        dl{display:grid;grid-template-columns:fit-content(55%) minmax(0,1fr);gap:.15rem 1rem;margin:.4rem 0;
        font-size:.92rem}
        dt{color:var(--soft)}dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
        .claims{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:1rem}
        .claim{border:1px solid var(--rule);border-left:5px solid var(--soft);border-radius:6px;padding:.8rem 1rem}
        .claim p{margin:.2rem 0 .6rem;font-size:.93rem}
        .claim.holds{border-left-color:var(--gain)}.claim.fails{border-left-color:var(--loss)}
        .claim dl{grid-template-columns:1fr;gap:0}.claim dd{margin-bottom:.35rem;overflow-wrap:normal}
        .verdict{font-weight:600;font-size:.9rem;white-space:nowrap;color:var(--soft)}
        .holds .verdict{color:var(--gain)}.fails .verdict{color:var(--loss)}
        .sample{border:1px solid var(--rule);border-radius:6px;padding:1rem 1.1rem;margin:1rem 0}
        .sample h3{display:flex;justify-content:space-between;gap:1rem}.id{color:var(--soft);font-weight:400;
        font-size:.82rem}
        .sample figure{margin:.7rem 0}figcaption{color:var(--soft);font-size:.82rem;margin-bottom:.25rem}
        .strip{display:flex;gap:6px;overflow-x:auto;padding-bottom:2px}
        .strip span{flex:0 0 auto;text-align:center}
        .strip img{display:block;height:96px;width:auto;border-radius:3px;image-rendering:pixelated}
        .strip small{color:var(--soft);font-size:.72rem}
        .answers{font-size:1rem;gap:.3rem 1rem}
        dt.good{color:var(--gain)}dt.bad{color:var(--loss)}
        mark{color:inherit;border-radius:3px;padding:.05em .2em}mark.good{background:var(--goodbg)}
        mark.bad{background:var(--badbg)}mark.plain{background:var(--rule)}
        .heat{margin:0;line-height:2;white-space:pre-wrap;max-width:none}.heat span{border-radius:3px;
        padding:.14em .04em}
        .tokens{margin:0;line-height:2;max-width:none;overflow-wrap:anywhere;white-space:pre-wrap}
        .tokens .read{color:var(--soft)}.tokens .visual{background:var(--tint);border:1px solid var(--rule);
        border-radius:3px;padding:.1em .4em}
        .tokens .scored{border-bottom:2px solid var(--ink);border-left:1px solid var(--rule);padding-bottom:.05em}
        .tokens .good{background:var(--goodbg)}.tokens .bad{background:var(--badbg)}
        @media(max-width:640px){h1{font-size:1.55rem}dl,.answers{grid-template-columns:1fr}dd{margin-bottom:.3rem}
        .answers dd+dt{margin-top:.4rem}}
        .k-live{max-width:960px}.k-still{display:none}
        @media print{.k-live{display:none}.k-still{display:block}
        .scroll,.strip{overflow:visible}details{display:block}}}
        """;
}
