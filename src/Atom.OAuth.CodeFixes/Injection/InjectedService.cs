using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>The access of new code to a service.</summary>
/// <param name="Expression">The expression for the service.</param>
/// <param name="Changes">The changes that inject it; empty if it is already accessible.</param>
internal sealed record InjectedService(string Expression, IReadOnlyList<TextChange> Changes);
