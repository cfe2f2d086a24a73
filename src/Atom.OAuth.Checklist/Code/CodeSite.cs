namespace Atom.OAuth.Checklist.Code;

/// <summary>A call in the code that performs a step of a part of the template.</summary>
/// <param name="Part">The part.</param>
/// <param name="Step">The step.</param>
/// <param name="Integration">The integration to which the code belongs, or null if unknown.</param>
/// <param name="What">The call.</param>
/// <param name="File">The file's full path.</param>
/// <param name="Line">The line number, from 1.</param>
internal sealed record CodeSite(TemplatePart Part, string Step, string? Integration, string What, string File, int Line);
