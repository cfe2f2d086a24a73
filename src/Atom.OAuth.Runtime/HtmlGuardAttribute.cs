namespace Atom.OAuth;

/// <summary>
/// Marks your own method that checks a provider's response for HTML, so that the analyzers accept it as a guard.
/// </summary>
/// <remarks>
/// The attribute also works on methods in other assemblies. If you cannot change the method, name it in the
/// <c>.editorconfig</c> option <c>atom_oauth.html_guard_methods</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HtmlGuardAttribute : Attribute;
