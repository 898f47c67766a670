# tries: scripts in outputs, messages and names, for the browser of whoever reads the feedback
# points: none
# flag: no
# stock: yes
# %% answer: relative-change
from IPython.display import HTML, SVG, Javascript, Markdown

script = "<script>ATTACKSCRIPT()</script><img src=x onerror=ATTACKSCRIPT()><a href='javascript:ATTACKSCRIPT()'>x</a>"
display(HTML(script), Markdown(script), Javascript("ATTACKSCRIPT()"))
display(SVG(f"<svg xmlns='http://www.w3.org/2000/svg' onload='ATTACKSCRIPT()'><script>ATTACKSCRIPT()</script></svg>"))
print(script)


def relative_change(before, after):
    raise type(f"Error{script}", (Exception,), {})(f"</code></pre>{script}")
# %% answer: moving-average
def moving_average(values, width):
    raise NotImplementedError("</p><script>ATTACKSCRIPT()</script>")
