namespace Atom.OAuth.Checklist.Code;

/// <summary>Code of the template: a call that does one of a part's steps.</summary>
/// <param name="Part">The part.</param>
/// <param name="Step">The step.</param>
/// <param name="Integration">The integration whose code it is, or null where nothing tells.</param>
/// <param name="What">The call.</param>
/// <param name="File">The file's full path.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record CodeSite(TemplatePart Part, string Step, string? Integration, string What, string File, int Line);
