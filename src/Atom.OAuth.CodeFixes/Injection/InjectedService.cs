using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>How new code gets at a service.</summary>
/// <param name="Expression">The expression to call it by.</param>
/// <param name="Changes">What brings it there; empty where it is there already.</param>
internal sealed record InjectedService(string Expression, IReadOnlyList<TextChange> Changes);
